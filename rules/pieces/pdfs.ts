import { z } from 'zod';
import { type Finding, textAt } from '../../core/index.ts';
import { observed } from '../observed.ts';
import type { RuleInputs } from '../rule.ts';
import { type At, carriersOf, type Found, nothing, parsed, startsWith } from './carriers.ts';
import { cda, documentsOf } from './documents.ts';
import { mailsOf, ownParts } from './mails.ts';

/** A PDF: an attachment, the body of a CDA, or a produced document. */
export interface PdfPiece {
  bytes: Buffer;
  /** Null where it has no name of its own. */
  name: string | null;
  at: At;
}

/** Applies a check to each PDF of the person; none at all, or a carrier that cannot be read, is a finding. */
export async function eachPdf(inputs: RuleInputs, check: (pdf: PdfPiece) => Finding[]): Promise<Finding[]> {
  const attached = attachedPdfs(inputs);
  const bodies = await bodyPdfs(inputs);
  const produced = producedPdfs(inputs);
  const all = [...attached.pieces, ...bodies.pieces, ...produced].flatMap(check);
  // What the mails could not give is among the findings of their documents too.
  const findings = [...bodies.findings, ...all];
  const seen = attached.pieces.length + bodies.pieces.length + produced.length;
  return seen === 0 && findings.length === 0 ? [nothing(inputs, 'aucun-pdf', 'un PDF')] : findings;
}

/** The documents that are a PDF; the read that gave one tells its name. */
function producedPdfs(inputs: RuleInputs): PdfPiece[] {
  const read = inputs['lecture'] === undefined ? null : observed(inputs, 'lecture', fileSchema);
  const claimed = read?.typeMime === 'application/pdf';
  return carriersOf(inputs)
    .filter(({ exchange, bytes }) => exchange === null && (claimed || startsWith(bytes, '%PDF')))
    .map(({ bytes, at }) => ({ bytes, name: read?.nom ?? null, at }));
}

const fileSchema = z.looseObject({ nom: z.string().optional(), typeMime: z.string().optional() }).nullable();

/** Every PDF that has a name: attachments, and documents whose read tells one. */
export function namedPdfs(inputs: RuleInputs): Found<PdfPiece & { name: string }> {
  const { pieces, findings } = attachedPdfs(inputs);
  const produced = producedPdfs(inputs).flatMap((pdf) => (pdf.name === null ? [] : [{ ...pdf, name: pdf.name }]));
  return { pieces: [...pieces, ...produced], findings };
}

/** The PDF attachments of the person's mails, by their type or their name. */
function attachedPdfs(inputs: RuleInputs): Found<PdfPiece & { name: string }> {
  const { pieces, findings } = mailsOf(inputs);
  const pdfs = pieces.flatMap((mail) =>
    ownParts(mail)
      .filter(({ contentType, filename }) => contentType.type === 'application/pdf' || /\.pdf$/i.test(filename ?? ''))
      .map(({ body, filename }) => ({
        bytes: body,
        name: filename ?? '',
        at: (place: string) => mail.at(`${filename ?? 'PDF sans nom'} · ${place}`),
      })),
  );
  return { pieces: pdfs, findings };
}

async function bodyPdfs(inputs: RuleInputs): Promise<Found<PdfPiece>> {
  const { pieces, findings } = await documentsOf(inputs);
  const found: Found<PdfPiece> = { pieces: [], findings: [...findings] };
  for (const { bytes, at } of pieces) {
    const unreadable = parsed(bytes, at, (document) => {
      const text = textAt(
        document,
        '/h:ClinicalDocument/h:component/h:nonXMLBody/h:text[@mediaType="application/pdf"]',
        cda,
      );
      const body = (place: string): string => at(`/ClinicalDocument/component/nonXMLBody/text · ${place}`);
      if (text !== null) found.pieces.push({ bytes: Buffer.from(text, 'base64'), name: null, at: body });
      return [];
    });
    found.findings.push(...unreadable);
  }
  return found;
}
