import type { Finding } from '../../core/index.ts';

/** Something by which a PDF is not what a PDF/A-1 must be. */
export interface PdfFault {
  code: string;
  expected: string;
  got: string | null;
  /** Byte of the file. */
  offset: number;
  message: string;
  /** French: what mends it. */
  remedy: string;
  severity?: Finding['severity'];
}

/** What is looked for outside the streams, with the clause of ISO 19005-1:2005 that forbids it. */
const forbidden: ReadonlyArray<{ code: string; pattern: RegExp; message: string; remedy: string }> = [
  {
    code: 'chiffre',
    pattern: /\/Encrypt\b/,
    message: 'Un PDF/A-1 n’est pas chiffré (6.1.3).',
    remedy: 'Produisez le PDF sans mot de passe ni restriction d’impression ou de copie.',
  },
  {
    code: 'flux-objets',
    pattern: /\/(?:ObjStm|XRef)\b/,
    message: 'Un PDF/A-1 n’a ni flux d’objets ni table XRef en flux (PDF 1.4).',
    remedy: 'Réglez le générateur sur PDF 1.4 : désactivez les flux d’objets et la table de références compressée.',
  },
  {
    code: 'lzw',
    pattern: /\/LZWDecode\b/,
    message: 'Un PDF/A-1 n’emploie pas LZW (6.1.10).',
    remedy: 'Compressez les flux par FlateDecode ; réencodez les images qui viennent d’ailleurs.',
  },
  {
    code: 'fichier-joint',
    pattern: /\/EmbeddedFiles?\b/,
    message: 'Un PDF/A-1 n’embarque pas de fichier (6.1.11).',
    remedy: 'Retirez les fichiers joints au PDF : PDF/A-3 (Factur-X) n’est pas PDF/A-1.',
  },
  {
    code: 'action',
    pattern: /\/(?:JavaScript|Launch|ImportData|ResetForm|Movie|Sound)\b/,
    message: 'Un PDF/A-1 ne porte pas cette action (6.6.1).',
    remedy: 'Retirez scripts et actions : aplatissez les formulaires avant de produire.',
  },
  {
    code: 'transparence',
    pattern: /\/SMask\b(?!\s{0,8}\/None)|\/S\s{0,8}\/Transparency\b/,
    message: 'Un PDF/A-1 n’a pas de transparence (6.4).',
    remedy: 'Aplatissez la transparence : logos et signatures en image opaque, sans canal alpha.',
  },
];

/**
 * What shows, byte by byte, that a PDF is no PDF/A-1: it must claim to be one, and have none of the plain faults.
 *
 * Streams are not decoded, nor names written with `#`: a PDF that passes is not proved to be a PDF/A-1 (veraPDF is).
 */
export function pdfaFaults(bytes: Buffer): PdfFault[] {
  const text = bytes.toString('latin1');
  const header = headerFaults(text);
  if (!text.startsWith('%PDF-')) return header;
  const skeleton = withoutStreams(text);
  return [...header, ...claimFaults(text), ...skeletonFaults(skeleton), ...fontFaults(skeleton), ...endFaults(text)];
}

/** Faults of the claim alone: the XMP of a PDF/A says which part of the standard it follows. */
export function claimFaults(text: string): PdfFault[] {
  const at = text.indexOf('pdfaid:part');
  const near = at < 0 ? '' : text.slice(at, at + 40);
  const part = /^pdfaid:part\s*(?:=\s*["']|>\s*)(\d)/.exec(near)?.[1] ?? null;
  if (part === '1') return [];
  const message = 'Les métadonnées XMP ne déclarent pas un PDF/A-1 (6.7.11).';
  return [
    {
      code: 'pdfa-declaration',
      expected: 'pdfaid:part = 1',
      got: part && `pdfaid:part = ${part}`,
      offset: Math.max(0, at),
      message,
      remedy:
        'Réglez le générateur de PDF sur PDF/A-1b, pour qu’il écrive dans les XMP pdfaid:part 1 et pdfaid:conformance B ; puis vérifiez par veraPDF, la déclaration ne suffisant pas.',
    },
  ];
}

function headerFaults(text: string): PdfFault[] {
  const version = /^%PDF-(\d\.\d)\r?\n?/.exec(text)?.[1];
  if (version === undefined) {
    return [
      {
        code: 'pdf',
        expected: '%PDF-1.4',
        got: JSON.stringify(text.slice(0, 8)),
        offset: 0,
        message: 'Ce ne sont pas les octets d’un PDF (6.1.2).',
        remedy: 'Joignez le fichier PDF lui-même, ses octets d’origine, non sa page HTML ni un texte encodé deux fois.',
      },
    ];
  }
  const faults: PdfFault[] = [];
  if (version > '1.4') {
    const message = 'Le PDF/A-1 suit PDF 1.4.';
    faults.push({
      code: 'version',
      expected: '%PDF-1.4 au plus',
      got: version,
      offset: 0,
      message,
      remedy: 'Réglez le générateur sur PDF 1.4.',
      severity: 'avertissement',
    });
  }
  if (!/^%PDF-\d\.\d[\r\n]{1,2}%[\x80-\xff]{4}/.test(text)) {
    const message = 'L’en-tête doit être suivi d’un commentaire de quatre octets au moins au-delà de 127 (6.1.2).';
    faults.push({
      code: 'commentaire-binaire',
      expected: 'une ligne %âãÏÓ',
      got: null,
      offset: 9,
      message,
      remedy:
        'Produisez le fichier par un générateur PDF/A, qui écrit ce commentaire, et transportez-le sans le transcoder.',
    });
  }
  return faults;
}

function skeletonFaults(skeleton: Skeleton): PdfFault[] {
  const found = forbidden.flatMap(({ code, pattern, message, remedy }) => {
    const match = pattern.exec(skeleton.text);
    return match === null
      ? []
      : [{ code, expected: 'absent', got: match[0], offset: skeleton.offset(match.index), message, remedy }];
  });
  const required: PdfFault[] = [];
  if (!/\/ID\s{0,8}\[/.test(skeleton.text)) {
    required.push({
      code: 'identifiant',
      expected: '/ID',
      got: null,
      offset: 0,
      message: 'La fin de fichier doit porter un /ID (6.1.3).',
      remedy: 'Faites écrire au générateur le couple /ID dans trailer : un réglage PDF/A l’ajoute.',
    });
  }
  if (!/\/GTS_PDFA1\b/.test(skeleton.text)) {
    // Needed by the colours of a device only (6.2.2), which are in the streams.
    const message = 'Aucune intention de sortie PDF/A n’est déclarée (6.2.2).';
    required.push({
      code: 'intention-sortie',
      expected: '/GTS_PDFA1',
      got: null,
      offset: 0,
      message,
      remedy:
        'Incorporez un profil de couleur (sRGB) en OutputIntent /GTS_PDFA1 ; il est obligatoire dès qu’une page emploie des couleurs RVB, CMJN ou gris.',
      severity: 'avertissement',
    });
  }
  return [...found, ...required];
}

function fontFaults(skeleton: Skeleton): PdfFault[] {
  const faults: PdfFault[] = [];
  let at = 0;
  for (const object of skeleton.text.split('endobj')) {
    const simple =
      /\/Type\s{0,8}\/Font\b/.test(object) && /\/Subtype\s{0,8}\/(?:Type1|TrueType|MMType1)\b/.test(object);
    const bare = simple && !object.includes('/FontDescriptor');
    const descriptor = /\/Type\s{0,8}\/FontDescriptor\b/.test(object) && !/\/FontFile[23]?\b/.test(object);
    if (bare || descriptor) {
      const name = /\/(?:BaseFont|FontName)\s{0,8}\/([^\s/<>[\]()]{1,80})/.exec(object)?.[1] ?? null;
      const message = 'Toutes les polices sont incorporées (6.3.4).';
      faults.push({
        code: 'police',
        expected: 'une police incorporée',
        got: name,
        offset: skeleton.offset(at),
        message,
        remedy:
          'Incorporez cette police au PDF, même si elle est l’une des quatorze polices standard (Helvetica, Times…).',
      });
    }
    at += object.length + 'endobj'.length;
  }
  return faults.slice(0, 10);
}

function endFaults(text: string): PdfFault[] {
  const end = text.lastIndexOf('%%EOF');
  if (end >= 0 && /^\s{0,2}$/.test(text.slice(end + 5, end + 9))) return [];
  const message = 'Le fichier finit par %%EOF, et rien ne le suit (6.1.3).';
  const remedy = 'Transmettez le PDF entier, sans octet coupé ni ajouté après %%EOF.';
  return [
    { code: 'fin', expected: '%%EOF', got: JSON.stringify(text.slice(-8)), offset: text.length, message, remedy },
  ];
}

/** A PDF without the bytes of its streams, which hold anything. */
interface Skeleton {
  text: string;
  /** Byte of the file of a place of the text. */
  offset: (place: number) => number;
}

function withoutStreams(text: string): Skeleton {
  const kept: Array<{ at: number; place: number }> = [];
  const pieces: string[] = [];
  let place = 0;
  for (let at = 0; at < text.length; ) {
    const opening = nextStream(text, at);
    const piece = text.slice(at, opening);
    kept.push({ at, place });
    pieces.push(piece);
    place += piece.length;
    const closing = opening === undefined ? -1 : text.indexOf('endstream', opening);
    if (closing < 0) break;
    at = closing;
  }
  const offset = (wanted: number): number => {
    const last = kept.findLast((piece) => piece.place <= wanted) ?? { at: 0, place: 0 };
    return last.at + wanted - last.place;
  };
  return { text: pieces.join(''), offset };
}

function nextStream(text: string, from: number): number | undefined {
  for (let at = text.indexOf('stream', from); at >= 0; at = text.indexOf('stream', at + 6)) {
    const opens = text.slice(at - 3, at) !== 'end' && /^stream\r?\n/.test(text.slice(at, at + 8));
    if (opens) return at + 6;
  }
  return undefined;
}
