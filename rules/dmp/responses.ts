import type { XmlDocument } from 'libxml2-wasm';
import { isProbantError, textAt, textsAt, withXml } from '../../core/index.ts';
import type { RuleInputs } from '../rule.ts';
import { type DmpRequest, ns, readSoap } from './requests.ts';

const proprietaryStatus = "//*[local-name()='output']/*[local-name()='status']";
const success = 'urn:oasis:names:tc:ebxml-regrep:ResponseStatusType:Success';

/** What the service answered to a request, as far as rules need it. */
export interface DmpAnswer {
  status: number;
  /** The operation went through (facts, DMP §4.1, 4.4, 6 and 7). */
  succeeded: boolean;
  /** French: the codes of the refusal, or why it cannot be read. */
  detail: string;
  /** Ids of the entries that a registry returned. */
  entries: RegistryEntry[];
  /** Of TD0.2 (facts, DMP §4.1). */
  existence: { active: boolean; authorisation: string | null };
}

/** A document as the registry returned it. */
export interface RegistryEntry {
  entryUuid: string;
  uniqueId: string;
  logicalId: string;
  status: string;
}

/** Reads the answer to a request; one that is missing or unreadable has not succeeded. */
export function answerTo(inputs: RuleInputs, { exchange }: Pick<DmpRequest, 'exchange'>): DmpAnswer {
  const status = exchange.response?.status ?? 0;
  const failed = (detail: string): DmpAnswer => ({
    status,
    succeeded: false,
    detail,
    entries: [],
    existence: { active: false, authorisation: null },
  });
  const bytes = inputs[exchange.response?.input ?? ''];
  if (bytes === undefined) return failed('aucune réponse');
  try {
    return withXml(readSoap(bytes, contentTypeOf(bytes)).xml, (document) => {
      const problems = problemsIn(document);
      const succeeded = status === 200 && problems.length === 0 && isSuccess(document);
      const detail = problems.join(', ') || 'sans succès';
      return { status, succeeded, detail, entries: entriesIn(document), existence: existenceIn(document) };
    });
  } catch (thrown) {
    if (!isProbantError(thrown)) throw thrown;
    return failed('réponse illisible');
  }
}

// The slice keeps no response header; a multipart starts with its boundary.
function contentTypeOf(bytes: Buffer): string {
  const boundary = /^\s*--([^\r\n]+?)\s*\r?\n/.exec(bytes.toString('latin1', 0, 200))?.[1];
  return boundary === undefined ? 'application/soap+xml' : `multipart/related; boundary="${boundary}"`;
}

function isSuccess(document: XmlDocument): boolean {
  const status = textAt(document, '//*[namespace-uri()]/@status[contains(., "ResponseStatusType")]', ns);
  if (status !== null) return status === success;
  const query = textAt(document, '//h:queryAck/h:queryResponseCode/@code', ns);
  if (query !== null) return query === 'OK';
  const proprietary = textAt(document, proprietaryStatus, ns);
  if (proprietary !== null) return proprietary === 'DMPOk';
  return textAt(document, '//h:acknowledgement/@typeCode', ns) === 'AA';
}

function existenceIn(document: XmlDocument): DmpAnswer['existence'] {
  const state = textAt(document, '//h:subject1/h:patient/h:statusCode/@code', ns);
  const authorisation = '//h:attentionLine[h:keyWordText/@code="AUTORISATION"]/h:value/@code';
  return { active: state === 'active', authorisation: textAt(document, authorisation, ns) };
}

function problemsIn(document: XmlDocument): string[] {
  return [
    ...textsAt(document, '//soap:Fault/soap:Code/soap:Subcode/soap:Value', ns),
    ...textsAt(document, '//soap:Fault/soap:Reason/soap:Text', ns),
    ...textsAt(document, '//h:queryAck/h:queryResponseCode/@code', ns).filter((code) => code !== 'OK'),
    ...textsAt(document, proprietaryStatus, ns).filter((code) => code !== 'DMPOk'),
    ...textsAt(document, '//rs:RegistryError[not(contains(@severity, "Warning"))]/@errorCode', ns),
  ];
}

function entriesIn(document: XmlDocument): RegistryEntry[] {
  return document.find('//rim:ExtrinsicObject', ns).map((node) => {
    const read = (path: string): string => node.get(path, ns)?.content ?? '';
    const scheme = 'urn:uuid:2e82c1f6-a085-4c72-9da3-8640a32e42ab';
    return {
      entryUuid: read('@id'),
      logicalId: read('@lid'),
      status: read('@status'),
      uniqueId: read(`rim:ExternalIdentifier[@identificationScheme="${scheme}"]/@value`),
    };
  });
}
