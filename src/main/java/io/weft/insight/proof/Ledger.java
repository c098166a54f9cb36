package io.weft.insight.proof;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Keeps an account for each of the first keys; later ones find no room. */
public final class Ledger<K, V> {
  /**
   * More servers, clients or the like than anybody reads of. A scan or a flood brings millions, and
   * those that came first show it as well.
   */
  private static final int MAX_KEYS = 4096;

  private final Map<K, V> accounts = new LinkedHashMap<>();
  private final Supplier<V> first;

  /**
   * @param first makes an account
   */
  public Ledger(Supplier<V> first) {
    this.first = first;
  }

  /**
   * Changes the key's account, which is made where there is none; nothing where there is no room.
   */
  public void with(K key, Consumer<V> change) {
    V account = accounts.get(key);
    if (account == null) {
      if (accounts.size() >= MAX_KEYS) {
        return;
      }
      account = first.get();
      accounts.put(key, account);
    }
    change.accept(account);
  }

  /** All accounts, in the order of their first use. */
  public Map<K, V> all() {
    return accounts;
  }

  /** The key's account, or null. */
  public V get(K key) {
    return accounts.get(key);
  }
}
