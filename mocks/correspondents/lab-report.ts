import { escapeXml } from '../../core/index.ts';
import { cdaInstant, coded } from './cda-header.ts';
import { oidOf } from './identifiers.ts';
import { type Code, kindOf } from './sender.ts';
import type { Interval, LabResult, Quantity, SentDocument } from './sent-document.ts';

const ucum = '2.16.840.1.113883.6.8';
const interpretations: Record<string, string> = {
  N: 'Normal',
  A: 'Anormal',
  AA: 'Anormal critique',
  H: 'Supérieur à la normale',
  HH: 'Supérieur à la valeur critique',
  L: 'Inférieur à la normale',
  LL: 'Inférieur à la valeur critique',
};
const copy: Code = { code: '55108-5', systeme: '2.16.840.1.113883.6.1', libelle: 'Copie du document' };
const attached: Code = { code: '55107-7', systeme: copy.systeme, libelle: 'Document attaché' };
const attachedType: Code = { code: '69764-9', systeme: copy.systeme, libelle: 'Type de document' };

/**
 * Structured body of a report of biology: chapter, sub-chapter, results (IHE PaLM; CI-SIS CR-BIO 2024.01), and the PDF copy
 * of the document (CI-SIS, « FR-Document-PDF-copie », which stands for a style sheet since 2025: facts, DMP §11).
 */
export function labReportBody(document: SentDocument, pdf: Buffer): string {
  const more = (document.sections ?? []).map(unforeseen).join('');
  return `<structuredBody>${chapter(document)}${more}${pdfCopy(document, pdf)}</structuredBody>`;
}

/** A section that CR-BIO does not know: a reader shows it all the same (CDA/INT.16). */
function unforeseen({ titre, texte }: { titre: string; texte: string }): string {
  const code = coded('code', { code: '48767-8', systeme: copy.systeme, libelle: 'Commentaire' });
  return `<component><section>${code}<title>${escapeXml(titre)}</title><text><paragraph>${escapeXml(texte)}</paragraph></text></section></component>`;
}

function chapter(document: SentDocument): string {
  const code = coded('code', kindOf(document).acte as Code);
  const results = document.resultats ?? [];
  const entry = `<entry typeCode="DRIV"><templateId root="1.3.6.1.4.1.19376.1.3.1"/><templateId root="1.2.250.1.213.1.1.3.21"/><act classCode="ACT" moodCode="EVN">${code}<statusCode code="completed"/>${results.map((result, i) => observation(result, i, document)).join('')}</act></entry>`;
  const section = `<section><templateId root="1.3.6.1.4.1.19376.1.3.3.2.2"/><templateId root="1.2.250.1.213.1.1.2.71"/>${code}<text>${table(results)}</text>${entry}</section>`;
  return `<component><section><templateId root="1.3.6.1.4.1.19376.1.3.3.2.1"/><templateId root="1.2.250.1.213.1.1.2.70"/>${code}<title>Biochimie</title><component>${section}</component></section></component>`;
}

function table(results: readonly LabResult[]): string {
  const rows = results.map(({ libelle, quantites, intervalles = [] }, i) => {
    const values = quantites.map(quantityText).join(' ; ');
    const cells = [
      `<content ID="resultat-${i + 1}">${escapeXml(libelle)}</content>`,
      escapeXml(values),
      escapeXml(intervalles.map(intervalText).join(' ; ')),
    ];
    return `<tr>${cells.map((cell) => `<td>${cell}</td>`).join('')}</tr>`;
  });
  const body = rows.length === 0 ? '<tr><td>Aucun résultat</td></tr>' : rows.join('');
  return `<table><thead><tr><th>Analyse</th><th>Résultat</th><th>Valeurs de référence</th></tr></thead><tbody>${body}</tbody></table>`;
}

/** A quantity as people read it. */
export function quantityText({ valeur, unite }: Quantity): string {
  return `${valeur} ${unite}`;
}

/** An interval as people read it. */
export function intervalText({ bas = '', haut = '', unite }: Interval): string {
  return `${bas} - ${haut} ${unite}`;
}

function observation(result: LabResult, rank: number, { date }: SentDocument): string {
  const { code, libelle, intervalles = [], interpretation } = result;
  const analysis = `<code code="${code}" codeSystem="2.16.840.1.113883.6.1" displayName="${escapeXml(libelle)}"><originalText><reference value="#resultat-${rank + 1}"/></originalText></code>`;
  const meaning = interpretation === undefined ? '' : interpreted(interpretation);
  return `<entryRelationship typeCode="COMP"><observation classCode="OBS" moodCode="EVN"><templateId root="1.3.6.1.4.1.19376.1.3.1.6"/><templateId root="1.2.250.1.213.1.1.3.80"/>${analysis}<statusCode code="completed"/><effectiveTime value="${cdaInstant(date)}"/>${quantity(result)}${meaning}${intervalles.map(range).join('')}</observation></entryRelationship>`;
}

// The same quantity in another unit is a PQR: its unit is a code (HL7 V3 data types, PQ.translation).
function quantity({ quantites: [first, ...others] }: LabResult): string {
  const translations = others.map(
    ({ valeur, unite }) =>
      `<translation value="${escapeXml(valeur)}" code="${escapeXml(unite)}" codeSystem="${ucum}"/>`,
  );
  return `<value xsi:type="PQ" value="${escapeXml(first.valeur)}" unit="${escapeXml(first.unite)}">${translations.join('')}</value>`;
}

function interpreted(code: string): string {
  return `<interpretationCode code="${code}" displayName="${interpretations[code] ?? code}" codeSystem="2.16.840.1.113883.5.83"/>`;
}

function range({ unite, bas, haut }: Interval): string {
  const bound = (name: string, value: string | undefined): string =>
    value === undefined ? '' : `<${name} value="${escapeXml(value)}" unit="${escapeXml(unite)}"/>`;
  const value = `<value xsi:type="IVL_PQ">${bound('low', bas)}${bound('high', haut)}</value>`;
  return `<referenceRange typeCode="REFV"><observationRange classCode="OBS" moodCode="EVN.CRT">${value}${interpreted('N')}</observationRange></referenceRange>`;
}

function pdfCopy({ cle, version = 1 }: SentDocument, pdf: Buffer): string {
  const id = (word: string): string => `<id root="${oidOf(word, cle, String(version))}"/>`;
  const kind = `<component><observation classCode="OBS" moodCode="EVN"><templateId root="1.3.6.1.4.1.19376.1.5.3.1.4.13"/><templateId root="1.2.250.1.213.1.1.3.48"/><templateId root="1.2.250.1.213.1.1.3.48.18"/>${id('type')}${coded('code', attachedType)}<text><reference value="#titre-copie-pdf"/></text><statusCode code="completed"/><effectiveTime nullFlavor="NA"/><value xsi:type="CD" code="${copy.code}" codeSystem="${copy.systeme}" displayName="${copy.libelle}"/></observation></component>`;
  const media = `<component><observationMedia classCode="OBS" moodCode="EVN" ID="copie-pdf"><value mediaType="application/pdf" representation="B64">${pdf.toString('base64')}</value></observationMedia></component>`;
  const organizer = `<organizer classCode="CLUSTER" moodCode="EVN"><templateId root="1.2.250.1.213.1.1.3.18"/>${id('copie')}${coded('code', attached)}<statusCode code="completed"/>${kind}${media}</organizer>`;
  const text =
    '<text><paragraph><content ID="titre-copie-pdf">Copie PDF du document</content></paragraph><paragraph><renderMultiMedia referencedObject="copie-pdf"/></paragraph></text>';
  return `<component><section><templateId root="1.2.250.1.213.1.1.2.243"/>${id('section')}${coded('code', copy)}<title>Copie du document</title>${text}<entry>${organizer}</entry></section></component>`;
}
