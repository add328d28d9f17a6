/** Longest text that is remembered: hostile ones must not fill the memory. */
const longest = 1_000;

/**
 * The same pure function, which remembers what it gave for the latest of its arguments: software says the same names
 * again and again.
 *
 * @param most how many are remembered
 */
export function remembering<K extends string | object, V>(make: (key: K) => V, most = 256): (key: K) => V {
  const known = new Map<K, V>();
  return (key) => {
    if (known.has(key)) return known.get(key) as V;
    const made = make(key);
    if (typeof key === 'string' && key.length > longest) return made;
    if (known.size >= most) known.clear();
    known.set(key, made);
    return made;
  };
}
