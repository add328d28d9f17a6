/** The only style sheet: system fonts, no remote file. Contrasts are at least 4.5:1 (WCAG 1.4.3). */
export const styleSheet = `
:root{--encre:#16232e;--gris:#52616e;--trait:#cfd8df;--fond:#f3f6f8;--carte:#fff;--bleu:#0b5670;--bleu-clair:#e3f0f4;
--rouge:#9f1d20;--rouge-clair:#fdecec;--vert:#1c6b3c;--vert-clair:#e5f4ea;--ambre:#7a4a00;--ambre-clair:#fff3d9}
*{box-sizing:border-box}
body{margin:0;background:var(--fond);color:var(--encre);font:16px/1.5 system-ui,"Segoe UI",Roboto,"Liberation Sans",sans-serif}
a{color:var(--bleu)}
:focus-visible{outline:3px solid #f0a202;outline-offset:2px}
main:focus{outline:none}
.evitement{position:absolute;left:-999px}
.evitement:focus{left:1rem;top:.5rem;background:#fff;padding:.5rem 1rem;z-index:3}
.entete{display:flex;align-items:center;gap:1rem;background:var(--bleu);color:#fff;padding:.6rem 1.5rem}
.entete a{color:#fff;text-decoration:none;padding:.3rem .45rem;border-radius:.4rem;white-space:nowrap;font-size:.95rem}
.entete nav{display:flex;flex-wrap:wrap}
.entete nav a:hover{background:rgba(255,255,255,.15)}
.marque{display:flex;align-items:center;gap:.5rem;font-weight:700;font-size:1.1rem}
.utilisateur{margin-left:auto;display:flex;gap:.75rem;align-items:center;text-align:right;white-space:nowrap;font-size:.95rem}
.utilisateur small{display:block;opacity:.9}
.icone{vertical-align:-3px;flex:none}
.bandeau{position:sticky;top:0;z-index:2;display:grid;grid-template-columns:minmax(14rem,auto) 1fr auto;gap:.25rem 2rem;align-items:center;
background:var(--carte);border-bottom:3px solid var(--bleu);padding:.7rem 1.5rem;box-shadow:0 2px 6px rgba(22,35,46,.12)}
.bandeau p{margin:0}
.bandeau-nom p:first-child{font-size:1.25rem;font-weight:700}
.secondaire{color:var(--gris);font-size:.9rem}
.bandeau dl{display:flex;flex-wrap:wrap;gap:.2rem 1.5rem;margin:0}
.bandeau dt{font-size:.78rem;color:var(--gris)}
.bandeau dd{margin:0;font-weight:600;font-variant-numeric:tabular-nums}
[data-bandeau]:empty::before{content:"—";color:var(--gris);font-weight:400}
.etats{display:flex;flex-direction:column;gap:.3rem;align-items:flex-end}
.statut,.attribut{display:inline-block;border-radius:1rem;padding:.1rem .75rem;font-size:.88rem;font-weight:600;border:1px solid}
.statut-PROV{background:#eceff1;color:#3d4a54}
.statut-RECUP{background:var(--bleu-clair);color:var(--bleu)}
.statut-VALI{background:var(--ambre-clair);color:var(--ambre)}
.statut-QUAL{background:var(--vert-clair);color:var(--vert)}
.attribut{background:var(--rouge-clair);color:var(--rouge)}
.onglets{display:flex;flex-wrap:wrap;gap:.25rem;padding:.5rem 1.5rem 0;border-bottom:1px solid var(--trait);background:#fff}
.onglets a{padding:.5rem .9rem;text-decoration:none;color:var(--encre);border-bottom:3px solid transparent}
.onglets a:hover{background:var(--bleu-clair)}
.onglets a[aria-current]{border-color:var(--bleu);color:var(--bleu);font-weight:700}
main{max-width:76rem;margin:0 auto;padding:1.2rem 1.5rem 3rem}
h1{font-size:1.5rem;margin:.2rem 0 1rem}
h2{font-size:1.1rem;margin:0 0 .8rem}
.carte>p:first-child{margin-top:0}
.carte{background:var(--carte);border:1px solid var(--trait);border-radius:.7rem;padding:1.1rem 1.3rem;margin:0 0 1.2rem}
.colonnes{display:grid;grid-template-columns:2fr 1fr;gap:1.2rem;align-items:start}
.moities{display:grid;grid-template-columns:1fr 1fr;gap:1.2rem}
.messages{border-radius:.6rem;padding:.7rem 1.1rem;margin:0 0 1.2rem;border:1px solid;border-left-width:6px}
.messages ul{margin:0;padding:0;list-style:none}
.messages-status{background:var(--bleu-clair);border-color:var(--bleu);color:#083f52}
.messages-alert{background:var(--rouge-clair);border-color:var(--rouge);color:#7c1013}
.alerte{display:flex;gap:.6rem;background:var(--ambre-clair);border:1px solid #c98500;border-left-width:6px;border-radius:.6rem;padding:.7rem 1.1rem;margin:0 0 1.2rem;color:#5d3800}
.champs{display:grid;grid-template-columns:1fr 1fr;gap:.9rem 1.2rem}
.champ{display:flex;flex-direction:column;justify-content:flex-end;gap:.2rem}
.intitule{display:flex;justify-content:space-between;align-items:end;gap:.6rem}
.champ label{display:block;font-weight:600;font-size:.92rem}
.champ small{color:var(--gris);font-weight:400}
input,select,textarea{width:100%;font:inherit;padding:.42rem .6rem;border:1px solid #7d8b97;border-radius:.4rem;background:#fff;color:inherit;min-height:2.5rem}
textarea{min-height:9rem;resize:vertical}
input[type=radio],input[type=checkbox]{width:auto;min-height:0}
[aria-invalid=true]{border:2px solid var(--rouge);background:#fff8f8}
.verrouille input{background:#e9edf0;border-style:dashed;color:#35424d}
.verrou{display:inline-flex;align-items:center;gap:.25rem;color:var(--gris);font-size:.8rem;font-weight:600;white-space:nowrap}
.verrou svg{width:14px;height:14px}
.champ-erreur{color:var(--rouge);font-size:.88rem;font-weight:600}
fieldset{border:0;padding:0;margin:0 0 1.1rem}
legend{font-weight:700;padding:0;margin-bottom:.6rem;font-size:1.02rem}
button,.bouton{font:inherit;font-weight:600;border:1px solid var(--bleu);background:var(--bleu);color:#fff;border-radius:.45rem;padding:.5rem 1.1rem;cursor:pointer;text-decoration:none;display:inline-block}
button:hover,.bouton:hover{background:#083f52}
button.secondaire-bouton,.bouton.secondaire-bouton{background:#fff;color:var(--bleu)}
button.secondaire-bouton:hover,.bouton.secondaire-bouton:hover{background:var(--bleu-clair)}
button.discret{background:transparent;border-color:#fff;padding:.3rem .8rem}
button:disabled{background:#d9dfe3;border-color:#aab5bd;color:#4c5963;cursor:not-allowed}
.actions{display:flex;flex-wrap:wrap;gap:.7rem;align-items:center;margin-top:.9rem}
.actions form{margin:0}
td .actions{margin:0;gap:.4rem}
.dense button,.dense .bouton{padding:.2rem .7rem}
.element{border-top:1px solid var(--trait);padding-top:.9rem}
.element fieldset{margin:0 0 .7rem}
.element legend{margin-bottom:.5rem}
.element.ligne{justify-content:space-between;align-items:center}
.element p{margin:0}
.ligne{display:flex;gap:.6rem;align-items:end;flex-wrap:wrap}
.ligne .champ{flex:1 1 10rem}
.pile>*+*{margin-top:.8rem}
.defilement{overflow-x:auto}
table{border-collapse:collapse;width:100%;background:#fff}
caption{text-align:left;font-weight:700;padding:0 0 .6rem}
th,td{text-align:left;padding:.5rem .7rem;border-bottom:1px solid var(--trait);vertical-align:top}
thead th{background:#eef2f5;font-size:.88rem;color:#35424d}
tbody tr:hover{background:#f7fafb}
td:empty::before{content:"—";color:var(--gris)}
main:has(.dense){max-width:none}
.dense{font-size:.84rem}
.dense th,.dense td{padding:.45rem .5rem}
.dense td[data-champ=operation],.dense td[data-champ=traits],.dense td[data-champ=erreur]{overflow-wrap:break-word;max-width:15rem}
td.chiffres,time{font-variant-numeric:tabular-nums;white-space:nowrap}
.ecart{background:var(--ambre-clair)!important}
.ecart td{font-weight:700}
.marque-ecart{color:var(--ambre);font-weight:700;white-space:nowrap}
.vide{color:var(--gris)}
.choix{display:grid;gap:.7rem;margin-bottom:1.1rem}
.choix label{display:flex;gap:.8rem;align-items:center;border:1px solid var(--trait);border-radius:.6rem;padding:.7rem 1rem;cursor:pointer;background:#fff}
.choix label:has(:checked){border-color:var(--bleu);background:var(--bleu-clair)}
.choix small{display:block;color:var(--gris)}
.connexion{max-width:32rem;margin:0 auto}.connexion+.connexion{margin-top:1rem}
.apercu{width:100%;height:32rem;border:1px solid var(--trait);border-radius:.5rem;background:#fff}
.pied{text-align:center;color:var(--gris);font-size:.85rem;padding:1rem}
.fiche{display:grid;grid-template-columns:repeat(auto-fit,minmax(14rem,1fr));gap:.5rem 1.5rem;margin:0}
.fiche dt{font-size:.82rem;color:var(--gris)}
.fiche dd{margin:0;font-weight:600;overflow-wrap:anywhere}
.texte{white-space:pre-wrap;overflow-wrap:anywhere;font:inherit;background:var(--fond);border-radius:.5rem;padding:.8rem 1rem;margin:.8rem 0}
.coches{display:flex;flex-wrap:wrap;gap:.5rem 1.5rem}
.coche{display:inline-flex;gap:.5rem;align-items:center}
.coche input{width:auto;min-height:0}
.signal{display:flex;gap:.35rem;align-items:center;color:var(--ambre);font-weight:600}
.non-lu td,.non-lu th{font-weight:700}
.critique{background:var(--rouge-clair)!important}
.critique td,.critique th{font-weight:700;color:var(--rouge)}
.piece{background:var(--bleu-clair);color:var(--bleu);white-space:nowrap}
.recit table{width:auto;margin:.5rem 0}
@media (max-width:60rem){.colonnes,.moities,.champs,.bandeau{grid-template-columns:1fr}.etats{align-items:flex-start;flex-direction:row}.entete{flex-wrap:wrap;gap:.6rem}.bandeau{position:static}}
`;
