/** Forgets the oldest entries of a map, which it gives first, as long as they are over. */
export function dropWhile<T>(map: Map<string, T>, over: (value: T) => boolean): void {
  for (const [key, value] of map) {
    if (!over(value)) return;
    map.delete(key);
  }
}
