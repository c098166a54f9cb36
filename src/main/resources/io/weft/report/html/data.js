// Unpacks the blocks of data that the page carries: base64, gzip, then a head in JSON and columns
// of numbers. Each number is coded as its difference to the one above it.

function decoded(base64) {
  if (Uint8Array.fromBase64) {
    return Uint8Array.fromBase64(base64);
  }
  const text = atob(base64);
  const bytes = new Uint8Array(text.length);
  for (let i = 0; i < text.length; i++) {
    bytes[i] = text.charCodeAt(i);
  }
  return bytes;
}

/** A block as { head, columns by name }; null where the page has no such block. */
export async function block(id) {
  const element = document.getElementById(`data-${id}`);
  if (!element) {
    return null;
  }
  const stream = new Blob([decoded(element.textContent)]).stream().pipeThrough(new DecompressionStream('gzip'));
  return parse(new Uint8Array(await new Response(stream).arrayBuffer()));
}

export function parse(bytes) {
  let at = 0;
  const varint = () => {
    let value = 0;
    let factor = 1;
    for (;;) {
      const byte = bytes[at++];
      value += (byte & 0x7f) * factor;
      if (byte < 0x80) {
        return value;
      }
      factor *= 0x80;
    }
  };
  const length = varint();
  const head = JSON.parse(new TextDecoder().decode(bytes.subarray(at, at + length)));
  at += length;
  const columns = {};
  for (const name of head.columns) {
    const values = new Float64Array(head.rows);
    let above = 0;
    for (let row = 0; row < head.rows; row++) {
      // Most numbers have one byte: those are worth a path of their own.
      const coded = bytes[at] < 0x80 ? bytes[at++] : varint();
      above += coded % 2 ? -(coded + 1) / 2 : coded / 2;
      values[row] = above;
    }
    columns[name] = values;
  }
  return { head, columns, rows: head.rows };
}
