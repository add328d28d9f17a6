import { html, type Markup } from '../screens/html.ts';
import type { MedicalDocument, Recipient } from './document.ts';
import { kinds } from './kinds.ts';

/** Lines of the form: at least ten correspondents (MSS/va1.36). */
const lines = 12;

const fields = [
  ['nom', 'Nom'],
  ['prenom', 'Prénom'],
  ['rpps', 'RPPS'],
  ['mssante', 'Adresse MSSanté'],
] as const;

/** Form of the recipients of a draft. */
export function recipientsContent({ id, dossier, titre, type, destinataires }: MedicalDocument): Markup {
  const rows = Array.from({ length: lines }, (_, row) => line(row, destinataires[row]));
  return html`<form class="carte pile" method="post" action="/patients/${dossier}/documents/destinataires">
<h2>${kinds[type].label} « ${titre} » : destinataires de la diffusion</h2>
<p class="secondaire">Ils sont cités dans le document ; une ligne sans nom est laissée de côté.</p>
<input type="hidden" name="document" value="${id}">
${rows}
<div class="actions"><button data-testid="enregistrer-destinataires">Enregistrer les destinataires</button>
<a class="bouton secondaire-bouton" href="/patients/${dossier}/documents">Annuler</a></div>
</form>`;
}

function line(row: number, known: Recipient | undefined): Markup {
  const inputs = fields.map(([name, label]) => {
    const id = `destinataire-${row}-${name}`;
    return html`<div class="champ"><label for="${id}">${label} (${row + 1})</label><input id="${id}" name="${name}" value="${known?.[name] ?? ''}" autocomplete="off" data-testid="${id}"></div>`;
  });
  return html`<div class="champs">${inputs}</div>`;
}

/** The recipients of the posted form. */
export function recipientsOf(form: URLSearchParams): Recipient[] {
  const all = (name: string): string[] => form.getAll(name).map((value) => value.trim());
  const [prenoms, numbers, addresses] = [all('prenom'), all('rpps'), all('mssante')];
  return all('nom').map((nom, row) => ({
    nom,
    prenom: prenoms[row] ?? '',
    rpps: numbers[row] ?? '',
    mssante: addresses[row] ?? '',
  }));
}
