import { escapeXml } from '../../core/index.ts';
import { type FaultCode, type FaultText, faultTexts } from './fault-texts.ts';
import { insiNamespaces as ns, soapMediaType } from './namespaces.ts';

/** What a fault tells besides its code. */
export interface FaultOptions {
  /** Of the request: the front echoes it. */
  messageId?: string | undefined;
  /** French; what is wrong with this very request, added to the text of the code. */
  detail?: string | undefined;
}

const longestDetail = 500;

/** Makes the HTTP answer of a fault: 500 (facts, INSi §1.2) unless the refusal is one of HTTP. */
export function faultResponse(code: FaultCode, options: FaultOptions & { status?: number } = {}): Response {
  return new Response(faultXml(code, options), {
    status: options.status ?? 500,
    headers: { 'content-type': soapMediaType },
  });
}

/** The fault as its producer writes it; only the front echoes the message id (facts, INSi §1.7). */
export function faultXml(code: FaultCode, { messageId, detail }: FaultOptions = {}): string {
  const known = faultTexts[code];
  const text = detail === undefined ? known : { ...known, detail: `${known.detail} ${shortened(detail)}` };
  const body = text.producer === 'front' ? frontFault(code, text, messageId) : backEndFault(code, text);
  return (
    '<?xml version="1.0" encoding="UTF-8"?>\n' +
    `<soap:Envelope xmlns:soap="${ns.soap}"><env:Body xmlns:S="${ns.soap}" xmlns:env="${ns.soap}">${body}</env:Body></soap:Envelope>`
  );
}

function frontFault(code: FaultCode, text: FaultText, messageId: string | undefined): string {
  const id = messageId === undefined ? '' : ` messageID="${escapeXml(messageId)}"`;
  return fault(text, {
    prefix: 'soap',
    language: 'fr',
    error: `<siram:Erreur xmlns:siram="${ns.siram}" code="${code}"${id} severite="${text.severity}">${escapeXml(text.detail)}</siram:Erreur>`,
  });
}

// The back end says `en` of a French text.
function backEndFault(code: FaultCode, text: FaultText): string {
  return fault(text, {
    prefix: 'S',
    language: 'en',
    error: `<siram:Erreur xmlns:siram="${ns.siram}" severite="${text.severity}" code="${code}">${escapeXml(text.detail)}</siram:Erreur>`,
  });
}

function fault(text: FaultText, shape: { prefix: string; language: string; error: string }): string {
  const { prefix: p, language, error } = shape;
  return (
    `<${p}:Fault><${p}:Code><${p}:Value>${p}:${text.soapCode}</${p}:Value>` +
    `<${p}:Subcode><${p}:Value>${p}:${text.subcode}</${p}:Value></${p}:Subcode></${p}:Code>` +
    `<${p}:Reason><${p}:Text xml:lang="${language}">${escapeXml(text.reason)}</${p}:Text></${p}:Reason>` +
    `<${p}:Detail>${error}</${p}:Detail></${p}:Fault>`
  );
}

// It quotes the request, which may be of several megabytes.
function shortened(detail: string): string {
  return detail.length <= longestDetail ? detail : `${detail.slice(0, longestDetail)}…`;
}
