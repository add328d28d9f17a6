import type { DriverAttachment } from '../candidate/index.ts';
import { canonicalJson, type Exchange, type Json, type ProofKind } from '../core/index.ts';

/** A technical proof of the REM that the bench collects by itself (facts, rem.md §4.3). */
export interface WireProof extends DriverAttachment {
  kind: ProofKind;
  /** Address of the platform that answered through a relay. */
  relais?: string;
}

/** Type of the body of an exchange, by service; HTTP services say it in a header. */
export function bodyType({ service, request }: Exchange): string {
  if (service === 'mss-smtp' || service === 'mss-imap') return 'message/rfc822';
  if (service === 'hl7' || service === 'hl7-envoi') return 'application/hl7-v2';
  const header = request?.headers.find(([name]) => name.toLowerCase() === 'content-type')?.[1] ?? '';
  return header.split(';')[0]?.trim().toLowerCase() || 'application/octet-stream';
}

/** The proofs that an exchange of the scenario's person is: the mail as transmitted, the message to the DMP, the TLS facts. */
export function proofsOfExchange(exchange: Exchange, body: Buffer): WireProof[] {
  const { relais } = exchange;
  const proofs = proofsOf(exchange, body);
  return relais === undefined ? proofs : proofs.map((proof) => ({ ...proof, relais: relais.adresse }));
}

function proofsOf(exchange: Exchange, body: Buffer): WireProof[] {
  const { n, service, request, tls } = exchange;
  if (service === 'mss-smtp') {
    const sent = {
      kind: 'source_smtp' as const,
      name: `source-smtp-${n}.eml`,
      mediaType: 'message/rfc822',
      bytes: body,
    };
    return [...(request?.method === 'DATA' ? [sent] : []), ...tlsProof(n, tls)];
  }
  // What the platform sends to the product is the bench's own: it proves nothing of the product.
  if (service === 'hl7') {
    return [{ kind: 'message_hl7', name: `message-hl7-${n}.er7`, mediaType: bodyType(exchange), bytes: body }];
  }
  if (service !== 'dmp') return [];
  return [{ kind: 'message_soap_vihf', name: `message-dmp-${n}`, mediaType: bodyType(exchange), bytes: body }];
}

function tlsProof(n: number, tls: Exchange['tls']): WireProof[] {
  if (tls === null) return [];
  const bytes = Buffer.from(canonicalJson(tls as unknown as Json));
  return [{ kind: 'log_tls_ou_config_tls', name: `tls-${n}.json`, mediaType: 'application/json', bytes }];
}

const kindsByType: Record<string, ProofKind> = {
  'application/pdf': 'document_pdf_a1',
  'application/zip': 'fichier_cda_xdm',
  'application/xml': 'fichier_cda_xdm',
  'text/xml': 'fichier_cda_xdm',
  'text/csv': 'extraction_tableau_de_bord',
};

/** The proof that a file handed over by the product is, under the product's own name for it. */
export function proofOfFile(name: string, { mediaType, bytes }: DriverAttachment): WireProof {
  const type = mediaType.split(';')[0]?.trim().toLowerCase() ?? '';
  return { kind: kindsByType[type] ?? 'document', name, mediaType, bytes };
}
