import { z } from 'zod';
import { unless } from '../findings.ts';
import { defineRule } from '../rule.ts';
import { attemptedMails, submittedMails } from './submissions.ts';

export const aucunEnvoi = defineRule({
  id: 'mss.aucun-envoi',
  version: '1',
  title: 'Aucun courriel n’est parti pour cette personne',
  source: 'MSS/va1.20, MSS/va1.22 (refus du patient : rien ne part) ; MSS/va1.19 (INS non qualifiée) ; faits MSS §2.2',
  appliesTo: 'echanges',
  parameters: z.object({}),
  check(inputs) {
    // A mail that cannot be attributed could be the person's: it counts. So does one that
    // the operator refused, were it at its recipient.
    const all = [...submittedMails(inputs), ...attemptedMails(inputs)];
    const suspect = all.filter(({ attribution }) => attribution !== 'autre');
    return unless(suspect.length === 0, {
      code: 'envoi-parti',
      where: 'echanges',
      expected: 'aucun courriel',
      got: `${suspect.length} courriel(s) : n° ${suspect.map(({ n }) => n).join(', ')}`,
      message: 'Un courriel est parti alors que rien ne devait partir.',
      remedy:
        'Contrôlez le refus du patient et le statut de son identité avant d’ouvrir la session d’envoi, y compris pour les envois automatiques et ceux restés en file d’attente.',
    });
  },
});
