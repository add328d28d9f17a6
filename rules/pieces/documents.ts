import type { XmlDocument, XmlElement } from 'libxml2-wasm';
import type { Finding, Namespaces } from '../../core/index.ts';
import { discrepancy } from '../findings.ts';
import type { ObservedExchange } from '../observed.ts';
import type { RuleInputs } from '../rule.ts';
import { type At, below, carriersOf, type Found, mentions, nothing, parsed, startsWith } from './carriers.ts';
import type { Mail } from './mails.ts';
import { depositedDocuments } from './submissions.ts';
import { archivesOf, subsetsOf } from './xdm.ts';

/** Namespaces of a CDA document. */
export const cda: Namespaces = {
  h: 'urn:hl7-org:v3',
  sdtc: 'urn:hl7-org:sdtc',
  xsi: 'http://www.w3.org/2001/XMLSchema-instance',
};

/** Bytes that should be a CDA document. */
export interface DocumentPiece {
  bytes: Buffer;
  exchange: ObservedExchange | null;
  mail: Mail | null;
  at: At;
}

/** A CDA document that could be read. */
export interface CdaDocument extends DocumentPiece {
  document: XmlDocument;
  /** `ClinicalDocument`. */
  root: XmlElement;
}

/** Applies a check to each CDA document of the person; none at all, or one that cannot be read, is a finding. */
export async function eachDocument(
  inputs: RuleInputs,
  check: (document: CdaDocument) => Finding[],
): Promise<Finding[]> {
  const { pieces, findings } = await documentsOf(inputs);
  let seen = 0;
  const checked = pieces.flatMap((piece) =>
    parsed(piece.bytes, piece.at, (document) => {
      // The signature of a submission (XAdES, IHE DSG) is deposited as a document.
      if (document.root.name === 'Signature') return [];
      seen += 1;
      if (document.root.name === 'ClinicalDocument' && document.root.namespaceUri === cda['h']) {
        return check({ ...piece, document, root: document.root });
      }
      return [notCda(piece.at, document.root)];
    }),
  );
  const all = [...findings, ...checked];
  return seen === 0 && all.length === 0 ? [nothing(inputs, 'aucun-document', 'un document CDA')] : all;
}

/** What should be a CDA document: deposited, in an archive, or produced. */
export async function documentsOf(inputs: RuleInputs): Promise<Found<DocumentPiece>> {
  const deposits = depositedDocuments(inputs);
  const archives = await archivesOf(inputs);
  const missing = deposits.pieces.filter(({ bytes }) => bytes === null).map(({ at }) => absent(at));
  const deposited = deposits.pieces.flatMap(({ bytes, ...piece }) =>
    bytes === null ? [] : [{ ...piece, bytes, mail: null }],
  );
  const archived = archives.pieces.flatMap((archive) =>
    subsetsOf(archive).flatMap(({ folder, metadata }) =>
      [...archive.files]
        .filter(([path]) => path.startsWith(folder) && path !== metadata && /\.XML$/i.test(path))
        .map(([path, bytes]) => ({
          bytes,
          exchange: archive.mail?.exchange ?? null,
          mail: archive.mail,
          at: below(archive.at, path),
        })),
    ),
  );
  const findings = [...deposits.findings, ...archives.findings, ...missing];
  return { pieces: [...deposited, ...archived, ...produced(inputs)], findings };
}

// A document is a CDA unless it is what another reader takes: a mail, an archive, a PDF, a submission.
function produced(inputs: RuleInputs): DocumentPiece[] {
  return carriersOf(inputs)
    .filter(
      ({ exchange, bytes }) => exchange === null && startsWith(bytes, '<') && !mentions(bytes, 'SubmitObjectsRequest'),
    )
    .map((carrier) => ({ ...carrier, mail: null }));
}

function absent(at: At): Finding {
  return discrepancy({
    code: 'document-absent',
    where: at('corps'),
    expected: 'les octets du document',
    got: null,
    message: 'Le document déclaré n’est pas dans le message.',
    remedy: 'Joignez le document dans une partie MIME dont le Content-ID est celui que cid: désigne dans xop:Include.',
  });
}

function notCda(at: At, root: XmlElement): Finding {
  return discrepancy({
    code: 'pas-un-cda',
    where: at('/'),
    expected: `{${cda['h']}}ClinicalDocument`,
    got: `{${root.namespaceUri}}${root.name}`,
    message: 'Ce document n’est pas un CDA R2.',
    remedy: 'Joignez un document CDA R2 : racine ClinicalDocument, espace de noms urn:hl7-org:v3.',
  });
}
