import type { DossierDocument } from '../dossier/schema.ts';
import { counted } from './parts.ts';

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
  const { points } = comptes;
  return [
    {
      good: played === applicable,
      text: `${counted(played, 'scénario joué', 'scénarios joués')} sur ${applicable} qu’un banc peut jouer`,
    },
    {
      good: documented === applicable,
      text: `${counted(documented, 'scénario conforme', 'scénarios conformes')} sur des étapes documentées ; ${counted(comptes.scenarios_deduits, 'joué', 'joués')} sur des étapes déduites, qui ne comptent pas`,
    },
    {
      good: points.non_conforme + points.a_relire + points.non_evalue === 0,
      text: `${counted(points.non_conforme, 'point non conforme', 'points non conformes')}, ${points.a_relire} à relire, ${counted(points.non_evalue, 'non évalué')}`,
    },
    {
      good: comptes.points_non_eprouves === 0,
      text: `${counted(comptes.points_non_eprouves, 'point non éprouvé', 'points non éprouvés')}, dont la vérification n’a jamais été vue échouer`,
    },
    {
      good: comptes.scenarios_sans_video === 0,
      text: `Vidéo absente pour ${counted(comptes.scenarios_sans_video, 'scénario joué', 'scénarios joués')}`,
    },
    {
      good: comptes.preuves_reunies === comptes.preuves_attendues,
      text: `${counted(comptes.preuves_reunies, 'preuve réunie', 'preuves réunies')} sur ${comptes.preuves_attendues} demandées, dont ${comptes.preuves_deposables} à déposer telles quelles`,
    },
    {
      good: tentative.etat === 'conclue',
      text: tentative.etat === 'conclue' ? 'La tentative est allée à son terme' : 'La tentative a été interrompue',
    },
  ];
}
