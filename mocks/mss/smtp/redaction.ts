const verb = /^[A-Za-z]{1,10}(?=[ \r\n]|$)/;

/**
 * A client's line as the journal may hold it: no credential in clear, wherever a client writes it. What follows a
 * mechanism, and any line that begins by no SMTP verb (the answer to a challenge, or one sent when none was due), is
 * masked; its length stays.
 */
export class Redaction {
  #afterAuth = false;

  line(bytes: Buffer): Buffer {
    const text = bytes.toString('latin1');
    const authentication = /^\s*AUTH[\s=]*\S*/i.exec(text);
    if (authentication !== null) {
      this.#afterAuth = true;
      const [kept] = authentication;
      return mask(kept, text.slice(kept.length));
    }
    const clear = this.#afterAuth ? /^(?:EHLO|HELO|MAIL|RCPT|DATA|RSET|NOOP|QUIT|STARTTLS|VRFY|HELP)\b/i : verb;
    if (clear.test(text)) {
      this.#afterAuth = false;
      return bytes;
    }
    return mask('', text);
  }
}

function mask(kept: string, rest: string): Buffer {
  const end = /\r?\n?$/.exec(rest)?.[0] ?? '';
  const hidden = rest.slice(0, rest.length - end.length).trim().length;
  const text = hidden === 0 ? kept : `${kept === '' ? '' : `${kept} `}[${hidden} caractères masqués]`;
  return Buffer.from(`${text}${end}`, 'utf8');
}
