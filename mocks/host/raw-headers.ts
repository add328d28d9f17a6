/** The headers of a message of Node (`rawHeaders`: names and values in turn), as they came: order, case and repeats. */
export function pairs(flat: readonly string[]): Array<[string, string]> {
  return Array.from({ length: flat.length / 2 }, (_, i) => [flat[2 * i] ?? '', flat[2 * i + 1] ?? '']);
}
