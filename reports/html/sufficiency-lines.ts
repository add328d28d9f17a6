import type { DossierDocument } from '../dossier/schema.ts';

/** What the dossier lacks to be enough, in French; each line says whether it is fine. */
export function sufficiencyLines({
  comptes,
  scenarios,
  tentative,
}: DossierDocument): Array<{ good: boolean; text: string }> {
  const applicable = scenarios.filter((scenario) => scenario.verdict !== 'externe').length;
  const played = scenarios.filter((scenario) => scenario.joue).length;
  const documented = scenarios.filter(
    (scenario) => scenario.verdict === 'conforme' && scenario.etapes === 'documentees',
  ).length;
  return [
    { good: played === applicable, text: `${played} scénarios joués sur ${applicable} qu’un banc peut jouer` },
    {
      good: documented === applicable,
      text: `${documented} scénarios conformes aux étapes documentées ; ${comptes.scenarios_deduits} joués sur des étapes déduites, qui ne comptent pas`,
    },
    {
      good: comptes.points.non_conforme === 0,
      text: `${comptes.points.non_conforme} points non conformes, ${comptes.points.a_relire} à relire, ${comptes.points.non_evalue} non évalués`,
    },
    {
      good: comptes.points_non_eprouves === 0,
      text: `${comptes.points_non_eprouves} points non éprouvés : leur vérification n’a jamais été vue échouer`,
    },
    {
      good: comptes.scenarios_sans_video === 0,
      text: `Vidéo absente pour ${comptes.scenarios_sans_video} scénarios joués`,
    },
    {
      good: comptes.preuves_reunies === comptes.preuves_attendues,
      text: `${comptes.preuves_reunies} preuves réunies sur ${comptes.preuves_attendues} demandées, dont ${comptes.preuves_deposables} déposables telles quelles`,
    },
    {
      good: tentative.etat === 'conclue',
      text: tentative.etat === 'conclue' ? 'La tentative est allée à son terme' : 'La tentative a été interrompue',
    },
  ];
}
