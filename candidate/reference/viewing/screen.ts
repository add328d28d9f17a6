import type { ReceivedDocument } from '../documents/document.ts';
import { attributes, html, type Markup } from '../screens/html.ts';
import { icons } from '../screens/icons.ts';
import type { Viewed } from './viewer.ts';

/** A document that came from outside: where from, its header, its body. */
export function viewedContent(dossier: string, { id, origine }: ReceivedDocument, viewed: Viewed): Markup {
  return html`${viewed.alertes.map((alert) => html`<p class="alerte" role="alert">${icons.warning}<span data-testid="alerte">${alert}</span></p>`)}
<section class="carte pile"><dl class="fiche">
${row('Titre', 'titre', viewed.titre)}${row('Patient', 'patient', viewed.patient)}${row('Auteur', 'auteur', viewed.auteur)}
${row('Type', 'type', viewed.type)}${row('Date', 'date', viewed.date)}${row('Origine', 'origine', origine)}
${viewed.feuilleDeStyle !== null && row('Feuille de style', 'feuilleDeStyle', viewed.feuilleDeStyle)}</dl></section>
${viewed.html !== '' && body(viewed)}${viewed.pdf !== null && file(dossier, id, viewed)}
<p><a class="bouton secondaire-bouton" href="/patients/${dossier}/documents">Retour aux documents</a></p>`;
}

/** A new document, before anything is typed. */
export function prefillContent(dossier: string, type: string, texte: string): Markup {
  return html`<form class="carte pile" method="post" action="/patients/${dossier}/documents"><h2>Nouveau document prérempli</h2>
<input type="hidden" name="type" value="${type}">
<div class="champ"><label for="pre-titre">Titre</label><input id="pre-titre" name="titre" maxlength="128" autocomplete="off"></div>
<div class="champ"><label for="pre-texte">Texte, prérempli de ce que le dossier contient</label><textarea id="pre-texte" name="texte" rows="10" data-testid="preremplissage">
${texte}</textarea></div>
<div class="actions"><button>Enregistrer le brouillon</button></div></form>`;
}

function row(label: string, name: string, value: string): Markup {
  return html`<div><dt>${label}</dt><dd data-champ="${name}">${value}</dd></div>`;
}

// What came from outside stands in a page apart, that can run nothing and call nowhere.
function body(viewed: Viewed): Markup {
  const policy =
    '<meta http-equiv="Content-Security-Policy" content="default-src \'none\'; style-src \'unsafe-inline\'; img-src data:">';
  const frame = attributes({
    title: `Corps de « ${viewed.titre} »`,
    sandbox: '',
    srcdoc: `${policy}${viewed.html}`,
    'data-testid': 'rendu',
    style: 'width:100%;min-height:32rem;border:0',
  });
  return html`<section class="carte"><iframe${frame}></iframe></section>`;
}

function file(dossier: string, id: string, { fichier }: Viewed): Markup {
  const href = `/patients/${dossier}/documents/corps?document=${id}`;
  return html`<section class="carte"><p>Le corps de ce document est un fichier : <a href="${href}" download><span data-champ="fichier">${fichier}</span></a></p></section>`;
}
