import type { DefectSet } from '../defects.ts';
import type { MedicalDocument } from '../documents/document.ts';
import { kinds } from '../documents/kinds.ts';
import { professionalOf } from '../documents/organisation.ts';
import type { User } from '../model.ts';
import { attributes, html, type Markup } from '../screens/html.ts';
import { type RegistryEntry, statusLabel } from './answers.ts';
import type { ConsentLine } from './consents.ts';
import { choiceCard, requestsCard, searchCard } from './consultation-screen.ts';
import type { DmpView } from './consultation-service.ts';
import type { Criteria } from './messages.ts';
import type { RequestLine } from './requests.ts';
import { visibilityLabel } from './visibility.ts';

/** What the DMP screen shows. */
export interface DmpScreen {
  dossier: string;
  user: User;
  /** Why the DMP can't be reached for this file; null when it can. */
  refusal: string | null;
  view: DmpView | undefined;
  /** The whole list, whose types can be chosen. */
  types: readonly RegistryEntry[];
  /** Filters that the list was shown with. */
  filters: Criteria;
  /** The patient's choice in words, and its trace. */
  choix: string;
  lignes: readonly ConsentLine[];
  requests: readonly RequestLine[];
  documents: ReadonlyArray<{ document: MedicalDocument; deposited: boolean }>;
  /** Title of the page of the Web-PS that has just been opened. */
  webPs: string | null;
  planted: DefectSet;
}

/** One line of the list of the DMP. */
export interface DmpLine {
  repere: string;
  titre: string;
  type: string;
  auteur: string;
  date: string;
  etat: string;
  visibilite: string;
}

const local = new Intl.DateTimeFormat('fr-FR', { dateStyle: 'short', timeStyle: 'short' });

/** The documents of a consultation, as the screen and the adapter show them. */
export function dmpLines(entries: readonly RegistryEntry[], planted: DefectSet): DmpLine[] {
  if (planted.has('dmp-liste-vide')) return [];
  const label = planted.has('dmp-liste-garde-supprimes') ? () => 'en vigueur' : statusLabel;
  return entries.map((entry) => ({
    repere: entry.uniqueId,
    titre: entry.titre,
    type: entry.type,
    auteur: planted.has('dmp-auteur-non-affiche') ? '' : entry.auteur,
    date: localDate(entry.creation),
    etat: label(entry.status),
    visibilite: planted.has('dmp-visibilite-non-affichee') ? '' : visibilityLabel(entry.confidentialites),
  }));
}

// The registry's dates are in UTC, the screen's are local (EX_3.1-1070).
function localDate(utc: string): string {
  const [, y, mo, d, h = '00', mi = '00'] = /^(\d{4})(\d\d)(\d\d)(\d\d)?(\d\d)?/.exec(utc) ?? [];
  return y === undefined ? utc : local.format(new Date(`${y}-${mo}-${d}T${h}:${mi}:00Z`));
}

/** What a user is told of the use of his identifier (DMP/AIRS.07); nothing to who has none. */
export function dmpInformation(user: User, planted: DefectSet): string | null {
  const professional = professionalOf(user);
  if (professional === undefined || planted.has('dmp-information-absente')) return null;
  const rpps = professional.id.slice(1);
  return `Votre identifiant national (RPPS ${rpps}) est transmis au DMP à chacun de vos accès : il sert à leur traçabilité, et le patient voit qui a consulté son DMP.`;
}

/** The patient's DMP: its state, its documents, and what of the file can go into it. */
export function dmpContent(screen: DmpScreen): Markup {
  const { dossier, view, refusal, filters } = screen;
  const listed = view !== undefined && (view.entries.length > 0 || Object.keys(filters).length > 0);
  return html`${requestsCard(screen.requests)}
${accessCard(screen)}
${refusal === null && choiceCard(dossier, screen.choix, screen.lignes)}
${refusal === null && searchCard(dossier, typesOf(screen.types), filters)}
${listed && listCard(screen, view)}
${depositCard(screen)}`;
}

function typesOf(entries: readonly RegistryEntry[]): Map<string, string> {
  return new Map(entries.map(({ typeCode, type }) => [typeCode, type]));
}

function accessCard({ dossier, user, refusal, view, webPs, planted }: DmpScreen): Markup {
  if (refusal !== null) {
    return html`<section class="carte"><p class="champ-erreur" data-testid="dmp-refus">${refusal}</p></section>`;
  }
  const authorised = view?.autorisation;
  const told = dmpInformation(user, planted);
  const known = html`<p>État du DMP : <strong data-champ="etat-dmp">${view?.etat ?? 'non consulté'}</strong></p>
${authorised != null && html`<p>Votre autorisation d’accès : <strong data-champ="autorisation">${authorised}</strong></p>`}`;
  return html`<section class="carte pile"><h2>Accès au DMP du patient</h2>
${known}
<div class="actions">
<form method="post" action="/patients/${dossier}/dmp/consulter"><button data-testid="consulter-dmp">Ouvrir le DMP</button></form>
<form method="post" action="/patients/${dossier}/dmp/consulter"><button class="secondaire-bouton" name="anciens" value="oui" data-testid="consulter-dmp-anciens">Ouvrir avec les versions remplacées et archivées</button></form>
<form method="post" action="/patients/${dossier}/dmp/autoriser"><button class="secondaire-bouton" data-testid="autoriser-dmp">Déclarer l’autorisation donnée par le patient</button></form>
</div>
<form class="actions" method="post" action="/patients/${dossier}/dmp/web-ps">
<button class="secondaire-bouton" name="page" value="DossierPatient" data-testid="web-ps-DossierPatient">Web-PS : dossier du patient</button>
<button class="secondaire-bouton" name="page" value="TableauDeBord" data-testid="web-ps-TableauDeBord">Web-PS : tableau de bord</button>
</form>
${webPs !== null && html`<p>Page ouverte : <strong data-champ="web-ps">${webPs}</strong></p>`}
${told !== null && html`<p data-champ="information-dmp">${told}</p>`}
<p class="secondaire">L’autorisation sert à consulter ; elle n’est pas nécessaire pour déposer un document ou retirer l’un des vôtres.</p></section>`;
}

function listCard({ dossier, planted }: DmpScreen, view: DmpView): Markup {
  const rows = dmpLines(view.entries, planted).map((line, index) => {
    const hidden = view.entries[index]?.confidentialites.some((code) => code.startsWith('INVISIBLE_')) ?? false;
    return row(dossier, line, hidden);
  });
  return html`<form class="carte pile" method="post" action="/patients/${dossier}/dmp/integrer"><div class="defilement"><table class="dense"><caption>Documents du DMP, des deux dernières années</caption>
<thead><tr><th scope="col">Choisir</th><th scope="col">Titre</th><th scope="col">Type</th><th scope="col">Auteur</th><th scope="col">Date</th><th scope="col">État</th><th scope="col">Visibilité</th><th scope="col">Action</th></tr></thead>
<tbody>${rows}</tbody></table></div>
<div class="actions"><button data-testid="integrer-dmp">Intégrer au dossier les documents choisis</button></div></form>`;
}

// EX_3.2-1025: who opens a document hidden from the patient, or from those who represent him, is told so.
function row(dossier: string, line: DmpLine, hidden: boolean): Markup {
  const link = attributes({
    class: 'bouton secondaire-bouton',
    href: `/patients/${dossier}/dmp/document?repere=${encodeURIComponent(line.repere)}`,
    download: true,
    'data-testid': 'ouvrir-dmp',
    'aria-label': `Ouvrir « ${line.titre} »`,
  });
  const warning = hidden && html`<p class="champ-erreur">Ne pas montrer au patient ou à ses représentants légaux.</p>`;
  return html`<tr data-testid="document-dmp" data-repere="${line.repere}"><td><input type="checkbox" name="repere" value="${line.repere}" aria-label="Choisir « ${line.titre} »" data-testid="choisir-dmp"></td>
<th scope="row" data-champ="titre">${line.titre}</th><td data-champ="type">${line.type}</td>
<td data-champ="auteur">${line.auteur}</td><td class="chiffres" data-champ="date">${line.date}</td>
<td data-champ="etat">${line.etat}</td><td><span data-champ="visibilite">${line.visibilite}</span>${warning}</td>
<td><div class="actions"><a class="bouton secondaire-bouton" href="/patients/${dossier}/dmp/voir?repere=${encodeURIComponent(line.repere)}" data-testid="voir-dmp">Voir</a><a${link}>Ouvrir</a></div></td></tr>`;
}

function depositCard({ dossier, documents, refusal }: DmpScreen): Markup {
  if (refusal !== null) return html``;
  const forms = documents.map(({ document, deposited }) =>
    deposited ? removalForm(dossier, document) : depositForm(dossier, document),
  );
  const none = html`<p class="vide">Aucun document validé dans ce dossier.</p>`;
  return html`<section class="carte pile"><h2>Documents du dossier</h2>${forms.length === 0 ? none : forms}</section>`;
}

function depositForm(dossier: string, document: MedicalDocument): Markup {
  const box = (name: string, label: string) =>
    html`<label><input type="checkbox" name="${name}" value="oui" data-testid="${name}"> ${label}</label>`;
  return html`<form class="element" method="post" action="/patients/${dossier}/dmp/deposer" data-testid="depot" data-document="${document.id}">
<fieldset class="choix"><legend>${title(document)}</legend>
<input type="hidden" name="document" value="${document.id}">
${box('masquePs', 'Masquer aux professionnels de santé')}
${box('invisiblePatient', 'Ne pas rendre visible au patient')}
${box('invisibleRepresentants', 'Ne pas rendre visible aux représentants légaux')}
</fieldset>
<div><button data-testid="deposer">Déposer dans le DMP</button></div></form>`;
}

function removalForm(dossier: string, document: MedicalDocument): Markup {
  return html`<form class="ligne element" method="post" action="/patients/${dossier}/dmp/supprimer" data-testid="depot" data-document="${document.id}">
<p><strong>${title(document)}</strong><br><span class="secondaire">Déposé dans le DMP.</span></p>
<button class="secondaire-bouton" name="document" value="${document.id}" data-testid="supprimer-dmp">Supprimer du DMP</button></form>`;
}

function title({ type, titre, version }: MedicalDocument): string {
  return `${kinds[type].label} « ${titre} », version ${version}`;
}
