import { dossierPaths, sealPaths } from '../container/index.ts';
import type { DossierDocument } from '../dossier/schema.ts';
import { exchangeBlock } from './exchange-block.ts';
import { html, type Markup } from './markup.ts';
import { counted, dateText, fact, fileLink } from './parts.ts';
import type { ReportSource } from './report.ts';

/** What stands behind the scenarios: external pieces, ledger, environment, registers, how to verify. */
export function annexes(source: ReportSource): Markup {
  const { document } = source;
  return html`${externalPieces(document)}${attempts(document)}${environment(document)}${background(source)}${registers(document)}${recipe(document)}`;
}

function externalPieces({ pieces_externes }: DossierDocument): Markup {
  const rows = pieces_externes.map(
    (
      piece,
    ) => html`<tr><td class="mono">${piece.preuve}</td><td>${piece.types.join(' ou ').replaceAll('_', ' ')}</td><td>${piece.etat === 'fournie' ? '✓ fournie' : '○ attendue'}</td>
<td>${piece.fichiers.map((path) => fileLink(path))} ${piece.reference} ${piece.personne}</td></tr>`,
  );
  return html`<section id="pieces"><h2>Pièces externes</h2><p class="lead">Aucun bouchon ne peut les produire : elles sont attendues ou fournies, jamais fabriquées.</p>
${rows.length === 0 ? html`<p>Aucune n’est demandée.</p>` : html`<details class="more" ${rows.length < 12 ? html`open` : undefined}><summary>${counted(rows.length, 'pièce')}</summary><div class="card"><table><thead><tr><th>N° preuve</th><th>Types</th><th>État</th><th>Fichier ou référence</th></tr></thead><tbody>${rows}</tbody></table></div></details>`}</section>`;
}

function attempts({ tentatives, tentative }: DossierDocument): Markup {
  const rank = tentatives.findIndex(({ id }) => id === tentative.id) + 1;
  return html`<section id="tentatives"><h2>Registre des tentatives</h2>
<p class="lead">${rank === 0 ? 'Cette tentative n’est pas au registre.' : `Cette tentative est la ${rank === 1 ? 'première' : `${rank}ᵉ`} du registre (${rank - 1} auparavant).`} Le registre (${fileLink(dossierPaths.ledger)}) est chaîné : il prouve l’ordre, non la complétude.</p>
<div class="card"><table><thead><tr><th>Tentative</th><th>Ouverte</th><th>Produit</th><th>Couloir</th><th>État</th><th class="num">Points conformes</th><th class="num">non conformes</th></tr></thead><tbody>${tentatives
    .slice(-30)
    .map(
      (
        line,
      ) => html`<tr><td class="mono">${line.id}${line.id === tentative.id ? html` <span class="tag">celle-ci</span>` : undefined}</td><td>${dateText(line.ouverte)}</td><td>${line.produit} ${line.version}</td><td>${line.couloir}</td><td>${line.etat}</td>
<td class="num">${line.comptes?.conforme ?? '—'}</td><td class="num">${line.comptes?.non_conforme ?? '—'}</td></tr>`,
    )}</tbody></table></div></section>`;
}

function environment({ probant, environnement, tentative }: DossierDocument): Markup {
  const digest = (text: string) => html`<span class="mono">${text}</span>`;
  return html`<section id="environnement"><h2>Environnement</h2><div class="card pad"><dl class="facts">
${fact('Probant', probant.version)}${fact('Node.js', environnement.node)}${fact('Système', environnement.plateforme)}${fact('Navigateur', environnement.navigateur)}
${fact('Catalogue', digest(probant.catalogue))}${fact('Règles', html`${probant.jeu} ${digest(probant.regles)}`)}${fact('Scénarios Gherkin', digest(probant.features))}
${fact('Contre-preuve', digest(probant.contre_preuve))}${fact('Graine', digest(tentative.graine))}${fact('Journal de la tentative', digest(tentative.evenements))}</dl></div></section>`;
}

function background(source: ReportSource): Markup | undefined {
  const owned = new Set(
    source.index.proofs
      .filter((proof) => proof.kind === 'echange' && proof.scenario !== undefined)
      .map((proof) => proof.n),
  );
  const others = source.exchanges.filter((exchange) => !owned.has(exchange.n));
  if (others.length === 0) return undefined;
  return html`<section id="fond"><h2>Échanges sans scénario</h2><p class="lead">Trafic de fond du produit, refus TLS, ou échanges qu’aucune vérification n’a lus.</p>
<details class="more"><summary>${counted(others.length, 'échange')}</summary>${others.map((exchange) => exchangeBlock(exchange, source))}</details></section>`;
}

function registers({ registres, avertissements }: DossierDocument): Markup {
  const origins = { publiee: 'publiée', generee: 'générée', declaree: 'déclarée' };
  return html`<section id="registres"><h2>Identités et secrets d’essai</h2>
<ul class="plainlist">${avertissements.map((warning) => html`<li>${warning}</li>`)}</ul>
<details class="more"><summary>${counted(registres.identites.length, 'identité fictive', 'identités fictives')}, ${counted(registres.secrets.length, 'secret d’essai', 'secrets d’essai')}</summary><div class="card"><table><thead><tr><th>Matricule fictif</th><th>Origine</th><th>Scénario ou motif</th></tr></thead><tbody>${registres.identites.map(
    (identity) =>
      html`<tr><td class="mono">${identity.matricule}</td><td>${origins[identity.origin]}</td><td>${identity.scenario ?? identity.reason}</td></tr>`,
  )}${registres.secrets.map((secret) => html`<tr><td class="mono">${secret.sha256.slice(0, 16)}…</td><td>secret, par empreinte</td><td>${secret.label}</td></tr>`)}</tbody></table></div></details></section>`;
}

function recipe({ signataire }: DossierDocument): Markup {
  const commands = `unzip -l dossier.asice
unzip dossier.asice -d dossier && cd dossier
sha256sum -c SHA256SUMS
openssl cms -verify -cades -binary -inform DER -purpose any \\
  -in ${sealPaths.signature} -content ${sealPaths.manifest} \\
  -CAfile ../ac-signature.pem -out /dev/null
openssl ts -verify -token_in -in ${sealPaths.token} \\
  -data ${sealPaths.timeManifest} -CAfile ../ac-horodatage.pem`;
  return html`<section id="verifier"><h2>Vérifier</h2><p class="lead">Sans Probant, avec unzip, sha256sum et openssl. ${fileLink(dossierPaths.readme)} dit tout, pas à pas. Obtenez les certificats des autorités et leur empreinte ailleurs que dans ce conteneur : il ne peut pas se porter garant de lui-même.</p>
<pre>${commands}</pre>
${signataire === undefined ? undefined : html`<p class="lead">Signataire annoncé (SHA-256 de son certificat) : <span class="mono">${signataire}</span></p>`}
<p class="lead">Avec Probant : <code>probant verify dossier.asice</code> dit quatre faits (intégrité, authenticité, temps, suffisance) ; <code>probant replay dossier.asice</code> juge à nouveau les octets.</p></section>`;
}
