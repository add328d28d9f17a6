import { nstring, type Part } from './imap-string.ts';

/** An address of an envelope, as it is written: nothing is decoded (RFC 3501 §7.4.2). */
interface Address {
  name?: string;
  mailbox?: string;
  host?: string;
}

const maxAddresses = 1_000;

type Token = { kind: 'texte'; text: string } | { kind: 'signe'; text: string };

/** The addresses of a header, in the form of an envelope; `NIL` when there are none. */
export function addressList(value: string | undefined): Part[] {
  const addresses = value === undefined ? [] : parseAddresses(value);
  if (addresses.length === 0) return ['NIL'];
  const parts = addresses.flatMap(({ name, mailbox, host }) => {
    return ['(', ...nstring(name), ' NIL ', ...nstring(mailbox), ' ', ...nstring(host), ')'];
  });
  return ['(', ...parts, ')'];
}

/** Reads an address list (RFC 5322 §3.4) in one pass; whatever is not one gives what can be told of it. */
function parseAddresses(value: string): Address[] {
  const reader = new AddressReader();
  for (const token of tokens(value)) reader.add(token);
  return reader.end().slice(0, maxAddresses);
}

class AddressReader {
  readonly #addresses: Address[] = [];
  #words: Token[] = [];
  #inGroup = false;
  /** Inside `<…>`, where a colon ends a route and nothing else. */
  #angled = false;

  add(token: Token): void {
    const sign = token.kind === 'signe' ? token.text : '';
    if (sign === '<' || sign === '>') this.#angled = sign === '<';
    if (sign === ':' && !this.#angled && !this.#inGroup) this.#openGroup();
    else if ((sign === ',' || sign === ';') && !this.#angled) this.#close(sign);
    else this.#words.push(token);
  }

  end(): Address[] {
    this.#close(',');
    return this.#addresses;
  }

  #openGroup(): void {
    this.#addresses.push({ mailbox: textOf(this.#words) });
    this.#words = [];
    this.#inGroup = true;
  }

  #close(sign: string): void {
    const address = toAddress(this.#words);
    if (address !== undefined) this.#addresses.push(address);
    this.#words = [];
    if (sign !== ';') return;
    if (this.#inGroup) this.#addresses.push({});
    this.#inGroup = false;
  }
}

function toAddress(words: readonly Token[]): Address | undefined {
  if (words.length === 0) return undefined;
  const open = words.findIndex(({ kind, text }) => kind === 'signe' && text === '<');
  if (open < 0) return split(compact(words));
  const close = words.findLastIndex(({ kind, text }) => kind === 'signe' && text === '>');
  const inside = words.slice(open + 1, close < open ? undefined : close);
  const name = textOf(words.slice(0, open));
  // A route, `@a,@b:`, has no use since RFC 2822.
  return { ...(name === '' ? {} : { name }), ...split(compact(inside).replace(/^@[^:]*:/, '')) };
}

function split(address: string): Address {
  const at = address.lastIndexOf('@');
  return at < 0 ? { mailbox: address, host: '' } : { mailbox: address.slice(0, at), host: address.slice(at + 1) };
}

function textOf(words: readonly Token[]): string {
  return words.map(({ text }) => text).join(' ');
}

function compact(words: readonly Token[]): string {
  return words.map(({ text }) => text).join('');
}

/** Words, quoted strings without their quotes, and signs; comments are left out. */
function* tokens(value: string): Generator<Token> {
  for (let i = 0; i < value.length; ) {
    const [token, next] = tokenAt(value, i);
    if (token !== undefined) yield token;
    i = next;
  }
}

/** The token that stands at `i`, if any, and where the next one starts. */
function tokenAt(value: string, i: number): [Token | undefined, number] {
  const char = value[i] ?? '';
  if (char === '"') {
    const end = closing(value, i, '"');
    return [{ kind: 'texte', text: value.slice(i + 1, end).replaceAll(/\\(.)/gs, '$1') }, end + 1];
  }
  if (char === '(') return [undefined, closing(value, i, ')') + 1];
  if (',:;<>'.includes(char)) return [{ kind: 'signe', text: char }, i + 1];
  if (char.trim() === '') return [undefined, i + 1];
  let end = i;
  while (end < value.length && !/[\s",:;<>(]/.test(value[end] ?? '')) end += 1;
  return [{ kind: 'texte', text: value.slice(i, end) }, end];
}

/** Where a quoted string or a comment ends; comments nest. */
function closing(value: string, from: number, close: '"' | ')'): number {
  let depth = 0;
  for (let i = from; i < value.length; i += 1) {
    if (value[i] === '\\') i += 1;
    else if (value[i] === close && (close === ')' || i > from)) {
      depth -= 1;
      if (depth <= 0) return i;
    } else if (close === ')' && value[i] === '(') depth += 1;
  }
  return value.length;
}
