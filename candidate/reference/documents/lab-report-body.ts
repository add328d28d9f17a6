import { element, textElement, type Xml } from '../xml.ts';
import { localInstant } from './instants.ts';
import { kinds } from './kinds.ts';
import type { Code } from './organisation.ts';
import { mentionsOf, type ReportResult } from './report.ts';
import type { Source } from './subject.ts';

const loinc = '2.16.840.1.113883.6.1';
const copy: Code = { code: '55108-5', codeSystem: loinc, displayName: 'Copie du document' };
const attached: Code = { code: '55107-7', codeSystem: loinc, displayName: 'Document attaché' };
const attachedType: Code = { code: '69764-9', codeSystem: loinc, displayName: 'Type de document' };

/**
 * `structuredBody` of a report of biology: a chapter, its results as text and as entries (IHE PaLM; CI-SIS CR-BIO 2024.01,
 * as its published example writes them), and the PDF as a copy of the document (facts, DMP §11).
 */
export function labReportBody(source: Source, pdf: Buffer): Xml {
  const parts = [chapter(source), source.planted.has('cr-sans-copie-pdf') ? '' : pdfCopy(source, pdf)];
  return element('component', {}, element('structuredBody', {}, ...parts));
}

function chapter(source: Source): Xml {
  const { document } = source;
  const code = coded('code', kinds[document.type].compteRendu?.acte ?? copy);
  const results = structuredResults(source);
  const entries = source.planted.has('cr-sans-entrees') || results.length === 0 ? '' : entry(source, code, results);
  const section = element(
    'section',
    {},
    ...templates('1.3.6.1.4.1.19376.1.3.3.2.2', '1.2.250.1.213.1.1.2.71'),
    code,
    element('text', {}, narrative(source)),
    entries,
  );
  return element(
    'component',
    {},
    element(
      'section',
      {},
      ...templates('1.3.6.1.4.1.19376.1.3.3.2.1', '1.2.250.1.213.1.1.2.70'),
      code,
      textElement('title', 'Biochimie'),
      element('component', {}, section),
    ),
  );
}

/** The results that are told as data: all, those of another laboratory too (DOC/va1.22). */
function structuredResults({ document, planted }: Source): readonly ReportResult[] {
  const all = document.compteRendu?.resultats ?? [];
  return planted.has('cr-sous-traites-omis') ? all.filter(({ sousTraitant }) => sousTraitant === null) : all;
}

function narrative(source: Source): Xml {
  const { document, planted } = source;
  const rows = (document.compteRendu?.resultats ?? []).map((result, rank) =>
    row(result, rank, planted.has('cr-sous-traites-lien')),
  );
  const head = ['Analyse', 'Résultat', 'Valeurs de référence', 'Fait par'].map((title) => textElement('th', title));
  const table = element(
    'table',
    {},
    element('thead', {}, element('tr', {}, ...head)),
    element('tbody', {}, ...(rows.length === 0 ? [element('tr', {}, textElement('td', 'Aucun résultat'))] : rows)),
  );
  const said = [document.texte, ...mentionsOf(source)].map((text) => textElement('paragraph', text));
  return [table, ...said].join('');
}

function row({ analyse, valeur, unite, bas, haut, sousTraitant }: ReportResult, rank: number, linked: boolean): Xml {
  const elsewhere = 'https://laboratoire-soustraitant.test/compte-rendu';
  const cells = [
    textElement('content', analyse, { ID: `resultat-${rank + 1}` }),
    textElement('content', `${valeur} ${unite}`),
    textElement('content', `${bas} - ${haut} ${unite}`),
    sousTraitant !== null && linked
      ? textElement('linkHtml', 'Compte rendu du sous-traitant', { href: elsewhere })
      : textElement('content', sousTraitant ?? 'ce laboratoire'),
  ];
  return element('tr', {}, ...cells.map((cell) => element('td', {}, cell)));
}

function entry({ document }: Source, code: Xml, results: readonly ReportResult[]): Xml {
  const status = element('statusCode', { code: document.compteRendu?.partiel === true ? 'active' : 'completed' });
  const all = document.compteRendu?.resultats ?? [];
  const observations = results.map((result) =>
    element('entryRelationship', { typeCode: 'COMP' }, observation(result, all.indexOf(result), document.date)),
  );
  return element(
    'entry',
    { typeCode: 'DRIV' },
    ...templates('1.3.6.1.4.1.19376.1.3.1', '1.2.250.1.213.1.1.3.21'),
    element('act', { classCode: 'ACT', moodCode: 'EVN' }, code, status, ...observations),
  );
}

function observation(result: ReportResult, rank: number, date: Date): Xml {
  const { code, analyse, valeur, unite, bas, haut, sousTraitant } = result;
  const reference = element('originalText', {}, element('reference', { value: `#resultat-${rank + 1}` }));
  const range = element(
    'value',
    { 'xsi:type': 'IVL_PQ' },
    element('low', { value: bas, unit: unite }),
    element('high', { value: haut, unit: unite }),
  );
  return element(
    'observation',
    { classCode: 'OBS', moodCode: 'EVN' },
    ...templates('1.3.6.1.4.1.19376.1.3.1.6', '1.2.250.1.213.1.1.3.80'),
    element('code', { code, codeSystem: loinc, displayName: analyse }, reference),
    element('statusCode', { code: 'completed' }),
    element('effectiveTime', { value: localInstant(date) }),
    element('value', { 'xsi:type': 'PQ', value: valeur, unit: unite }),
    interpretation(interpreted(valeur, bas, haut)),
    sousTraitant === null ? '' : performer(sousTraitant, date),
    element(
      'referenceRange',
      { typeCode: 'REFV' },
      element('observationRange', { classCode: 'OBS', moodCode: 'EVN.CRT' }, range, interpretation('N')),
    ),
  );
}

/** Who made an examination that this laboratory did not make. */
function performer(name: string, date: Date): Xml {
  return element(
    'performer',
    { typeCode: 'PRF' },
    element('templateId', { root: '1.3.6.1.4.1.19376.1.3.3.1.7' }),
    element('time', {}, element('high', { value: localInstant(date) })),
    element(
      'assignedEntity',
      {},
      element('id', { nullFlavor: 'UNK' }),
      element('addr', { nullFlavor: 'NASK' }),
      element('telecom', { nullFlavor: 'NASK' }),
      element('representedOrganization', {}, textElement('name', name)),
    ),
  );
}

const meanings = { N: 'Normal', H: 'Anormalement haut', L: 'Anormalement bas' } as const;

function interpreted(value: string, low: string, high: string): keyof typeof meanings {
  if (Number(value) < Number(low)) return 'L';
  return Number(value) > Number(high) ? 'H' : 'N';
}

function interpretation(code: keyof typeof meanings): Xml {
  return element('interpretationCode', { code, codeSystem: '2.16.840.1.113883.5.83', displayName: meanings[code] });
}

function pdfCopy({ document }: Source, pdf: Buffer): Xml {
  const text = element(
    'text',
    {},
    element('paragraph', {}, textElement('content', 'Copie PDF du document', { ID: 'titre-copie-pdf' })),
    element('paragraph', {}, element('renderMultiMedia', { referencedObject: 'copie-pdf' })),
  );
  return element(
    'component',
    {},
    element(
      'section',
      {},
      ...templates('1.2.250.1.213.1.1.2.243'),
      partId(document.uniqueId, 1),
      coded('code', copy),
      textElement('title', 'Copie du document'),
      text,
      element('entry', {}, copyEntry(document.uniqueId, pdf)),
    ),
  );
}

function copyEntry(document: string, pdf: Buffer): Xml {
  const kind = element(
    'observation',
    { classCode: 'OBS', moodCode: 'EVN' },
    ...templates('1.3.6.1.4.1.19376.1.5.3.1.4.13', '1.2.250.1.213.1.1.3.48', '1.2.250.1.213.1.1.3.48.18'),
    partId(document, 3),
    coded('code', attachedType),
    element('text', {}, element('reference', { value: '#titre-copie-pdf' })),
    element('statusCode', { code: 'completed' }),
    element('effectiveTime', { nullFlavor: 'NA' }),
    coded('value', copy, { 'xsi:type': 'CD' }),
  );
  const media = element('value', { mediaType: 'application/pdf', representation: 'B64' }, pdf.toString('base64'));
  return element(
    'organizer',
    { classCode: 'CLUSTER', moodCode: 'EVN' },
    ...templates('1.2.250.1.213.1.1.3.18'),
    partId(document, 2),
    coded('code', attached),
    element('statusCode', { code: 'completed' }),
    element('component', {}, kind),
    element(
      'component',
      {},
      element('observationMedia', { classCode: 'OBS', moodCode: 'EVN', ID: 'copie-pdf' }, media),
    ),
  );
}

// An arc below the document's own: the same document is the same bytes.
function partId(document: string, arc: number): Xml {
  return element('id', { root: `${document}.${arc}` });
}

function templates(...roots: readonly string[]): Xml[] {
  return roots.map((root) => element('templateId', { root }));
}

function coded(tag: string, { code, codeSystem, displayName }: Code, more: Record<string, string> = {}): Xml {
  return element(tag, { ...more, code, codeSystem, displayName });
}
