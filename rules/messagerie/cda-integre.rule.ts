import { z } from 'zod';
import { sha256 } from '../../core/index.ts';
import { unless } from '../findings.ts';
import { carriersOf } from '../pieces/index.ts';
import { defineRule } from '../rule.ts';

export const cdaIntegre = defineRule({
  id: 'messagerie.cda-integre',
  version: '1',
  title: 'Le CDA intégré au dossier est celui de l’archive reçue, octet pour octet',
  source:
    'SC.MSS/UX.39 : intégrer les CDA d’une pièce jointe XDM (étapes déduites) ; un CDA signé de son responsable ne se réécrit pas, et l’empreinte des métadonnées est celle de ses octets',
  appliesTo: 'document',
  parameters: z.object({ sha256: z.string() }),
  check(inputs, { sha256: expected }) {
    const got = carriersOf(inputs).map(({ bytes }) => sha256(bytes));
    return unless(got.includes(expected), {
      code: 'cda-different',
      where: 'document',
      expected: `empreinte ${expected}`,
      got,
      message: 'Le document du dossier n’est pas le CDA qui a été reçu.',
      remedy:
        'Gardez les octets du fichier DOC….XML de IHE_XDM/SUBSET01 tels quels : ni mise en forme, ni réencodage, ni PDF à sa place.',
    });
  },
});
