/**
 * The same text in memory of its own. A part cut from a long text keeps all of it alive: what outlives a message (a key of
 * the journal, an identifier remembered) must not keep the message.
 *
 * Half of a pair of surrogates, which a cut leaves, becomes U+FFFD: no JSON of RFC 8785 has one.
 */
export function ownText(text: string): string {
  return Buffer.from(text.toWellFormed(), 'utf16le').toString('utf16le');
}
