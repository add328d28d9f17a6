import type { FuzzInput, Judgement, Observation } from './input.ts';

/** Judges what an SMTP listener answered: RFC 5321 §4.2, each line a code from 2 to 5, the last of a reply with a space. */
export function judgeSmtp({ received, closed, mute }: Observation, { secrets = [] }: FuzzInput): Judgement {
  const text = received.toString('utf8');
  const lines = text.split('\r\n');
  const rest = lines.pop() ?? '';
  const { codes, faults } = smtpReplies(lines);
  const findings = [
    ...(mute ? ['ni réponse ni fermeture'] : []),
    ...faults,
    ...(rest !== '' && !closed ? [`ligne qui ne finit pas : « ${rest.slice(0, 80)} »`] : []),
    ...(/\b(?:TypeError|RangeError|at .*\.(?:ts|js):\d+)/.test(text) ? ['la réponse montre une erreur interne'] : []),
    ...(secrets.some((secret) => text.includes(secret)) ? ['la réponse répète un secret de la demande'] : []),
  ];
  return { answer: answerOf(codes, closed), findings: [...new Set(findings)] };
}

/** The codes of replies that are whole, and the lines that are none. */
function smtpReplies(lines: readonly string[]): { codes: string[]; faults: string[] } {
  const [codes, faults]: [string[], string[]] = [[], []];
  let open: string | undefined;
  for (const line of lines) {
    const [, code, mark] = /^([2-5][0-5]\d)(?:([ -])[\t\x20-\x7e\u0080-\uffff]*)?$/.exec(line) ?? [];
    if (code === undefined) faults.push(`ligne hors de la grammaire de SMTP : « ${line.slice(0, 120)} »`);
    else if (open !== undefined && open !== code) faults.push(`réponse ${open} continuée par ${code}`);
    open = mark === '-' ? code : undefined;
    if (code !== undefined && open === undefined) codes.push(code);
  }
  return { codes, faults };
}

/** The worst reply, those that settle (RSET, HELP) apart. */
function answerOf(codes: readonly string[], closed: boolean): string {
  const worst = codes.toSorted().at(-1);
  return worst === undefined ? (closed ? 'coupée' : 'rien') : `${worst}${closed ? ' et fin' : ''}`;
}

/** Judges what an IMAP listener answered: RFC 3501 §7, lines that are untagged, continuations or tagged completions. */
export function judgeImap({ received, closed, mute }: Observation, input: FuzzInput): Judgement {
  const findings = mute ? ['ni réponse ni fermeture'] : [];
  const { lines, rest } = imapLines(received);
  const sent = Buffer.concat(input.steps).toString('latin1');
  const completions: string[] = [];
  for (const line of lines) {
    const fault = imapFault(line, sent);
    if (fault !== undefined) findings.push(fault);
    const [, tag, status] = /^(\S+) (OK|NO|BAD)\b/.exec(line) ?? [];
    if (status !== undefined && tag !== '*' && tag !== 'zz9') completions.push(status);
  }
  if (rest.length > 0 && !closed) findings.push(`réponse qui ne finit pas : « ${rest.toString('latin1', 0, 80)} »`);
  const text = received.toString('utf8');
  if (input.secrets?.some((secret) => text.includes(secret)) === true)
    findings.push('la réponse répète un secret de la demande');
  const answer = completions.at(-1) ?? (lines.some((line) => line.startsWith('* BAD')) ? '* BAD' : 'sans fin');
  return { answer: `${answer}${closed ? ' et fin' : ''}`, findings: [...new Set(findings)] };
}

function imapFault(line: string, sent: string): string | undefined {
  if (line.includes('[SERVERBUG]')) return 'erreur interne du banc ([SERVERBUG])';
  if (/[\0\r\n]/.test(line)) return `ligne hors de la grammaire d’IMAP : « ${line.slice(0, 120)} »`;
  if (/^\+ ?/.test(line)) return undefined;
  if (
    /^\* (?:(?:OK|NO|BAD|BYE|PREAUTH|CAPABILITY|ENABLED|ID|NAMESPACE|LIST|LSUB|FLAGS|SEARCH|ESEARCH|STATUS|QUOTA|QUOTAROOT|VANISHED)\b|\d+ (?:EXISTS|RECENT|EXPUNGE|FETCH)\b)/.test(
      line,
    )
  )
    return undefined;
  const [, tag] = /^([^\s(){%*"\\+]+) (?:OK|NO|BAD) /.exec(line) ?? [];
  if (tag === undefined) return `ligne hors de la grammaire d’IMAP : « ${line.slice(0, 120)} »`;
  return tag === 'zz9' || sent.includes(tag) ? undefined : `étiquette « ${tag} » que personne n’a envoyée`;
}

/** The lines of a stream, each literal put in place of its announcement. */
function imapLines(bytes: Buffer): { lines: string[]; rest: Buffer } {
  const lines: string[] = [];
  let line = '';
  let at = 0;
  while (at < bytes.length) {
    const end = bytes.indexOf('\r\n', at);
    if (end === -1) break;
    line += bytes.toString('latin1', at, end);
    at = end + 2;
    const size = /\{(\d+)\}$/.exec(line)?.[1];
    if (size === undefined) {
      lines.push(line);
      line = '';
      continue;
    }
    if (bytes.length < at + Number(size)) return { lines, rest: bytes.subarray(at) };
    line += '<littéral>';
    at += Number(size);
  }
  return { lines, rest: bytes.subarray(at) };
}
