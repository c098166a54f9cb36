package io.weft.protocol.app.rpc;

import io.weft.dissect.field.Field;
import io.weft.dissect.field.ValueNames;
import java.util.Arrays;
import java.util.Objects;

/** The programs that are known (IANA, "rpc program numbers"), and what their procedures do. */
final class RpcProgram {
  private static final String[] MOUNT = {
    "NULL", "MNT", "DUMP", "UMNT", "UMNTALL", "EXPORT", "EXPORTALL", "PATHCONF"
  };
  private static final String[] LOCKS = {
    "NULL",
    "TEST",
    "LOCK",
    "CANCEL",
    "UNLOCK",
    "GRANTED",
    "TEST_MSG",
    "LOCK_MSG",
    "CANCEL_MSG",
    "UNLOCK_MSG",
    "GRANTED_MSG",
    "TEST_RES",
    "LOCK_RES",
    "CANCEL_RES",
    "UNLOCK_RES",
    "GRANTED_RES",
    null,
    null,
    null,
    null,
    "SHARE",
    "UNSHARE",
    "NM_LOCK",
    "FREE_ALL"
  };
  private static final String[] PORTS = {
    "NULL",
    "SET",
    "UNSET",
    "GETADDR",
    "DUMP",
    "CALLIT",
    "GETTIME",
    "UADDR2TADDR",
    "TADDR2UADDR",
    "GETVERSADDR",
    "INDIRECT",
    "GETADDRLIST",
    "GETSTAT"
  };

  private static final RpcProgram[] PROGRAMS = {
    program(100_000, "Portmap")
        .version("portmap", 2, "NULL", "SET", "UNSET", "GETPORT", "DUMP", "CALLIT")
        .version("portmap", 3, PORTS)
        .version("portmap", 4, PORTS),
    program(100_001, "RSTAT"),
    program(100_002, "RUSERS"),
    program(100_003, "NFS")
        .version(
            "nfs",
            2,
            "NULL",
            "GETATTR",
            "SETATTR",
            "ROOT",
            "LOOKUP",
            "READLINK",
            "READ",
            "WRITECACHE",
            "WRITE",
            "CREATE",
            "REMOVE",
            "RENAME",
            "LINK",
            "SYMLINK",
            "MKDIR",
            "RMDIR",
            "READDIR",
            "STATFS")
        .version(
            "nfs",
            3,
            "NULL",
            "GETATTR",
            "SETATTR",
            "LOOKUP",
            "ACCESS",
            "READLINK",
            "READ",
            "WRITE",
            "CREATE",
            "MKDIR",
            "SYMLINK",
            "MKNOD",
            "REMOVE",
            "RMDIR",
            "RENAME",
            "LINK",
            "READDIR",
            "READDIRPLUS",
            "FSSTAT",
            "FSINFO",
            "PATHCONF",
            "COMMIT")
        .version("nfs", 4, "NULL", "COMPOUND"),
    program(100_004, "YPSERV"),
    program(100_005, "MOUNT")
        .version("mount", 1, MOUNT)
        .version("mount", 2, MOUNT)
        .version("mount", 3, MOUNT),
    program(100_007, "YPBIND"),
    program(100_008, "WALL"),
    program(100_009, "YPPASSWD"),
    program(100_011, "RQUOTA"),
    program(100_012, "SPRAY"),
    program(100_017, "REXEC"),
    program(100_020, "KLM"),
    program(100_021, "NLM")
        .version("nlm", 1, LOCKS)
        .version("nlm", 2, LOCKS)
        .version("nlm", 3, LOCKS)
        .version("nlm", 4, LOCKS),
    program(100_024, "STAT")
        .version("stat", 1, "NULL", "STAT", "MON", "UNMON", "UNMON_ALL", "SIMU_CRASH", "NOTIFY"),
    program(100_026, "BOOTPARAMS"),
    program(100_069, "YPXFR"),
    program(100_227, "NFSACL"),
    program(100_232, "SADMIND"),
    program(100_300, "NISPLUS"),
    program(300_019, "AMQ")
  };

  /** Versions above 4 have no names for their procedures. */
  private static final int VERSIONS = 5;

  private final int number;
  private final String name;
  private final Field[] procedures = new Field[VERSIONS];
  private final ValueNames[] procedureNames = new ValueNames[VERSIONS];

  private RpcProgram(int number, String name) {
    this.number = number;
    this.name = name;
  }

  private static RpcProgram program(int number, String name) {
    return new RpcProgram(number, name);
  }

  /** Names the procedures of a version; called while the table is made only. */
  private RpcProgram version(String protocol, int version, String... names) {
    ValueNames named = value -> value >= 0 && value < names.length ? names[(int) value] : null;
    procedureNames[version] = named;
    procedures[version] =
        Field.u32(protocol + ".procedure_v" + version, "V" + version + " Procedure")
            .named(named)
            .generated();
    return this;
  }

  /** The program of a number; null where it is not known. */
  static RpcProgram of(int number) {
    for (RpcProgram program : PROGRAMS) {
      if (program.number == number) {
        return program;
      }
    }
    return null;
  }

  /** A program's name; null where it is not known. */
  static String nameOf(long number) {
    RpcProgram known = of((int) number);
    return known == null ? null : known.name;
  }

  /** The fields of all versions of all programs. */
  static Field[] fields() {
    return Arrays.stream(PROGRAMS)
        .flatMap(program -> Arrays.stream(program.procedures))
        .filter(Objects::nonNull)
        .toArray(Field[]::new);
  }

  /** The field for a version's procedures; null where their names are not known. */
  Field procedure(int version) {
    return version >= 0 && version < VERSIONS ? procedures[version] : null;
  }

  /** The name of a procedure of a version; null where it has none. */
  String procedureName(int version, int procedure) {
    boolean isNamed = version >= 0 && version < VERSIONS && procedureNames[version] != null;
    return isNamed ? procedureNames[version].name(procedure) : null;
  }
}
