import type { DefectSet } from './defects.ts';
import { complementaryTraits, labelOf, natureOf, type Patient, statusLabels, type User } from './model.ts';
import { html } from './screens/html.ts';

/** A document to be transmitted. */
export interface Letter {
  nom: string;
  typeMime: string;
  contenu: Buffer;
}

/** True when the matricule may go into the document: a qualified identity only (INS/va1.53, EXI ID 29). */
export function carriesMatricule(patient: Patient, planted: DefectSet): boolean {
  if (patient.statut === 'QUAL') return !planted.has('document-qual-sans-matricule');
  return patient.statut === 'RECUP' && planted.has('document-matricule-recup');
}

/** Same rule for the OID. */
export function carriesOid(patient: Patient, planted: DefectSet): boolean {
  if (patient.statut === 'QUAL') return !planted.has('document-qual-sans-oid');
  return patient.statut === 'RECUP' && planted.has('document-oid-recup');
}

/** What the letter depends on besides who writes about whom. */
export interface LetterOptions {
  planted: DefectSet;
  /** Traits that the practice adds to its editions (INS/va1.10, règle 32). */
  added: readonly string[];
}

/** Writes the letter for a correspondent. */
export function writeLetter(patient: Patient, user: User, { planted, added }: LetterOptions): Letter {
  const extra = planted.has('edition-traits-ignores') ? [] : complementaryTraits.filter((name) => added.includes(name));
  const addedRows = extra.map((name): [string, string] => [labelOf(name), patient.traits[name] ?? '']);
  const rows = [...traitRows(patient, planted), ...addedRows, ...insRows(patient, planted)].map(
    ([label, value]) => html`<tr><th scope="row">${label}</th><td>${value}</td></tr>`,
  );
  const content = html`<!DOCTYPE html>
<html lang="fr">
<head><meta charset="utf-8"><title>Courrier de liaison</title>
<style>body{font:16px/1.5 Georgia,serif;max-width:42rem;margin:2rem auto;padding:0 1rem;color:#1c2733}
table{border-collapse:collapse;width:100%;margin:1.5rem 0}th,td{text-align:left;padding:.35rem .5rem;border-bottom:1px solid #ccd5dd}
th{width:45%;font-weight:600}</style></head>
<body>
<header><p><strong>Cabinet Témoin</strong><br>${user.nom}</p></header>
<h1>Courrier de liaison</h1>
<table><caption>Identité du patient</caption><tbody>${rows}</tbody></table>
<p>Cher confrère, chère consœur,</p>
<p>Je vous adresse ce patient pour avis. Vous trouverez ci-dessus son identité, telle que connue du cabinet
(identité ${statusLabels[patient.statut]}).</p>
<p>Confraternellement,<br>${user.nom}</p>
</body></html>`;
  return {
    nom: `courrier-${patient.id}.html`,
    typeMime: 'text/html',
    contenu: Buffer.from(content.toString(), 'utf8'),
  };
}

function traitRows({ traits }: Patient, planted: DefectSet): Array<[string, string]> {
  if (planted.has('document-sans-traits')) return [];
  return [
    ['Nom de naissance', traits.nomNaissance ?? ''],
    ['Premier prénom de naissance', traits.prenom ?? ''],
    ['Liste des prénoms de naissance', traits.prenoms ?? ''],
    ['Nom utilisé', traits.nomUtilise ?? ''],
    ...(planted.has('edition-sans-sexe') ? [] : [['Sexe', traits.sexe ?? ''] as [string, string]]),
    ['Date de naissance', traits.dateNaissance ?? ''],
    ['Lieu de naissance (COG)', traits.lieuNaissance ?? ''],
  ];
}

function insRows(patient: Patient, planted: DefectSet): Array<[string, string]> {
  const rows: Array<[string, string]> = [];
  if (carriesMatricule(patient, planted) && patient.matricule !== null) {
    const nature = planted.has('edition-sans-nature') ? null : natureOf(patient.oid);
    rows.push([nature === null ? 'Matricule' : `Matricule INS (${nature})`, patient.matricule]);
  }
  if (carriesOid(patient, planted) && patient.oid !== null) rows.push(['OID du matricule', patient.oid]);
  return rows;
}
