// Columns of tracks: base64 of LEB128 numbers, zigzag, each the difference from the one before.

export const DEGREE = 100_000, SECOND = 10, NO_HEIGHT = -32_768;

/** The whole numbers of a column; what is too long for the bits of a number is multiplied up. */
export function unpack(text: string, count: number): Float64Array {
  const bytes = atob(text);
  const out = new Float64Array(count);
  let value = 0, place = 1, sum = 0, n = 0;
  for (let k = 0; k < bytes.length && n < count; k++) {
    const byte = bytes.charCodeAt(k);
    value += (byte & 127) * place;
    place *= 128;
    if (byte > 127) continue;
    sum += value % 2 ? -(value + 1) / 2 : value / 2;
    out[n++] = sum;
    value = 0;
    place = 1;
  }
  return out;
}
