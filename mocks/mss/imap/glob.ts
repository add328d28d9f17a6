/** Between the levels of a mailbox name. */
export const delimiter = '/';

/**
 * Tells whether a name meets a pattern of LIST: `*` stands for anything, `%` for anything but the delimiter
 * (RFC 3501 §6.3.8). Its cost is the product of the lengths, whatever the pattern.
 */
export function globTest(pattern: string): (name: string) => boolean {
  const signs = pattern.replaceAll(/\*+/g, '*').replaceAll(/%+/g, '%');
  return (name) => {
    // Lengths of the name's beginnings that the pattern read so far can take.
    let reached = new Set([0]);
    for (const sign of signs) reached = advance(reached, sign, name);
    return reached.has(name.length);
  };
}

function advance(reached: ReadonlySet<number>, sign: string, name: string): Set<number> {
  const next = new Set<number>();
  for (const at of reached) {
    if (sign !== '*' && sign !== '%') {
      if (name[at] === sign) next.add(at + 1);
      continue;
    }
    let end = at;
    next.add(end);
    while (end < name.length && (sign === '*' || name[end] !== delimiter) && !reached.has(end + 1)) {
      end += 1;
      next.add(end);
    }
  }
  return next;
}
