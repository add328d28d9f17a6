import { XmlDocument, type XmlElement } from 'libxml2-wasm';
import { isHead } from './http-door.ts';
import { type HttpAnswer, readAnswers } from './http-message.ts';
import type { FuzzInput, Judgement, Observation } from './input.ts';

/** Judges one answer of a service; findings in French. */
export type AnswerOracle = (answer: HttpAnswer) => Judgement;

/** Statuses by which the host refuses what is no HTTP, without a body. */
const bareStatuses = new Set([400, 408, 431]);

/** Judges what a listener over HTTP answered: the framing, then each answer by the service's own oracle. */
export function judgeHttp(seen: Observation, input: FuzzInput, oracle: AnswerOracle): Judgement {
  const { received, closed, mute } = seen;
  if (mute) return { answer: 'muette', findings: ['ni réponse ni fermeture'] };
  const read = readAnswers(received, { closed, bodyless: isHead(input) });
  const findings = read.error === undefined ? [] : [`réponse qui n’est pas du HTTP : ${read.error}`];
  if (read.error === undefined && read.rest.length > 0)
    findings.push(`réponse coupée après ${read.rest.length} octets`);
  if (read.answers.length === 0 && input.loose !== true) findings.push('connexion coupée sans réponse');
  const echoed = input.secrets?.find((secret) => received.includes(secret));
  if (echoed !== undefined) findings.push('la réponse répète un secret de la demande');
  const judged = read.answers.map((answer) => judgeAnswer(answer, input, oracle));
  return {
    answer: judged.at(-1)?.answer ?? 'coupée',
    findings: [...findings, ...judged.flatMap((one) => one.findings)],
  };
}

function judgeAnswer(answer: HttpAnswer, input: FuzzInput, oracle: AnswerOracle): Judgement {
  const { status, headers, body } = answer;
  const bare =
    bareStatuses.has(status) && body.length === 0 && headers.get('connection') === 'close' && !headers.has('date');
  if (bare) return { answer: `${status} nue`, findings: [] };
  const judged = isHead(input) ? { answer: `${status} HEAD`, findings: [] } : oracle(answer);
  const type = headers.get('content-type');
  const findings = body.length > 0 && type === undefined ? ['corps sans Content-Type'] : [];
  return { answer: judged.answer, findings: [...findings, ...judged.findings] };
}

const soap = 'http://www.w3.org/2003/05/soap-envelope';

/** SOAP 1.2: an envelope that holds one element; a fault where the status says so, and then alone; never the bench's own. */
export const soapOracle: AnswerOracle = ({ status, headers, body }) => {
  const type = headers.get('content-type') ?? '';
  const xml = /^multipart\/related/i.test(type) ? rootPart(body, type) : body;
  if (!/^(?:application\/soap\+xml|multipart\/related)/i.test(type)) return wrong(status, `Content-Type ${type}`);
  if (xml === undefined) return wrong(status, 'paquet MTOM illisible');
  return (
    withRoot(xml, (root) => {
      const content = elementsOf(elementsOf(root).find(({ name }) => name === 'Body'));
      if (root.name !== 'Envelope' || root.namespaceUri !== soap) return wrong(status, `racine ${root.name}`);
      const [first, ...more] = content;
      if (first === undefined || more.length > 0) return wrong(status, `${content.length} éléments dans le corps SOAP`);
      const fault = first.name === 'Fault' && first.namespaceUri === soap;
      if (fault !== status >= 400) return wrong(status, `${first.name} sous le statut ${status}`);
      return fault ? faultJudgement(status, first, xml) : { answer: `${status} ${first.name}`, findings: [] };
    }) ?? wrong(status, 'XML mal formé')
  );
};

function faultJudgement(status: number, fault: XmlElement, xml: Buffer): Judgement {
  const text = xml.toString('utf8');
  const code = /code="([^"]+)"/.exec(text)?.[1] ?? /Subcode><[^>]*Value>([^<]+)/.exec(text)?.[1] ?? '';
  const names = elementsOf(fault).map(({ name }) => name);
  const findings = [
    ...(names.includes('Code') && names.includes('Reason') ? [] : [`faute SOAP sans Code ou sans Reason (${names})`]),
    ...(text.includes('probant_erreur_interne') ? ['erreur interne du banc (probant_erreur_interne)'] : []),
  ];
  return { answer: `${status} faute ${code.replace(/^.*:/, '')}`, findings };
}

/** JSON that a service promises, judged once parsed. */
export function jsonOracle(
  check: (value: Record<string, unknown>, status: number) => string | undefined,
): AnswerOracle {
  return ({ status, body }) => {
    const value = parsed(body);
    if (typeof value !== 'object' || value === null) return wrong(status, 'JSON illisible');
    const fault = check(value as Record<string, unknown>, status);
    return fault === undefined ? { answer: `${status} JSON`, findings: [] } : wrong(status, fault);
  };
}

function parsed(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString('utf8'));
  } catch {
    return undefined;
  }
}

/** XML of a known root. */
export function xmlOracle(...roots: readonly string[]): AnswerOracle {
  return ({ status, body }) =>
    withRoot(body, ({ name }) =>
      roots.includes(name) ? { answer: `${status} ${name}`, findings: [] } : wrong(status, `racine ${name}`),
    ) ?? wrong(status, 'XML mal formé');
}

/** One of those statuses, whatever the body. */
export function statusOracle(...statuses: readonly number[]): AnswerOracle {
  return ({ status }) =>
    statuses.includes(status) ? { answer: String(status), findings: [] } : wrong(status, `statut ${status}`);
}

/** A page that ends, and whose text holds no mark-up of the request. */
export const pageOracle: AnswerOracle = ({ status, body }) => {
  const html = body.toString('utf8');
  if (!/<\/html>\s*$/.test(html)) return wrong(status, 'page HTML qui n’est pas entière');
  return /<intrus|<script>alert/i.test(html)
    ? wrong(status, 'la page contient le balisage de la demande')
    : { answer: `${status} page`, findings: [] };
};

/** A finding that names the status. */
export function wrong(status: number, why: string): Judgement {
  return { answer: `${status} fausse`, findings: [`${why} (statut ${status})`] };
}

function withRoot<T>(xml: Buffer, use: (root: XmlElement) => T): T | undefined {
  let document: XmlDocument;
  try {
    document = XmlDocument.fromBuffer(xml);
  } catch {
    return undefined;
  }
  try {
    return use(document.root);
  } finally {
    document.dispose();
  }
}

function elementsOf(parent: XmlElement | undefined): XmlElement[] {
  const found: XmlElement[] = [];
  for (let node = parent?.firstChild ?? null; node !== null; node = node.next) {
    if ('attrs' in node) found.push(node as XmlElement);
  }
  return found;
}

/** The first part of a multipart body, which is the envelope. */
function rootPart(body: Buffer, type: string): Buffer | undefined {
  const boundary = /boundary="?([^";]+)/i.exec(type)?.[1];
  if (boundary === undefined) return undefined;
  const delimiter = `--${boundary}`;
  const [from, last] = [body.indexOf(delimiter), body.lastIndexOf(`${delimiter}--`)];
  const start = body.indexOf('\r\n\r\n', from);
  const end = body.indexOf(`\r\n${delimiter}`, start);
  return from === -1 || last === -1 || start === -1 || end === -1 ? undefined : body.subarray(start + 4, end);
}
