import { sampleSigner, signCanonical } from '../../core/index.ts';
import { type DmpExchange, dmpEnvelope, testActor, type VihfChanges, vihfXml } from '../examples/dmp.ts';
import { dmpEchanges } from '../examples/dmp-exchanges.ts';
import type { DomainExamples, SeenExample } from '../examples/example.ts';
import { seenExample } from '../examples/seen.ts';

const seal = `CN=CACHET TEST, OU=${testActor.structure}, O=TEST PROBANT, C=FR`;

interface WrongVihf {
  vihf?: VihfChanges;
  /** Changes what was signed. */
  after?: (assertion: string) => string;
}

/** An assertion signed by a seal whose key is made for the occasion, and what becomes of it on the wrong side. */
function signed(seen: SeenExample['seen'], wrong: WrongVihf): SeenExample {
  return {
    seen,
    async inputs(side) {
      const { vihf: changes = {}, after }: WrongVihf = side === 'wrong' ? wrong : {};
      const assertion = signCanonical(vihfXml(changes), '_v1', await sampleSigner({ name: seal }));
      return dmpEchanges({ body: dmpEnvelope({ vihf: after?.(assertion) ?? assertion }) });
    },
  };
}

/** A request in the name of a professional. */
function named(nameId: string): DmpExchange {
  return { body: dmpEnvelope({ vihf: vihfXml({ nameId }) }) };
}

export const examples: DomainExamples = {
  'vihf.presence': { file: 'vihf', right: 'Version="2.0"', wrong: 'Version="1.1"' },
  'vihf.attributs': { file: 'vihf', right: 'urn:dmp<', wrong: 'urn:autre<' },
  'vihf.auteur': { file: 'vihf', right: 'NameID>899900000017<', wrong: 'NameID>Alix TEMOIN<' },
  'vihf.personnes': {
    ...seenExample(dmpEchanges, {
      right: [
        'deux médecins consultent : chaque VIHF porte le RPPS du sien',
        named('899900000017'),
        named('899900000041'),
      ],
      wrong: ['deux médecins consultent sous le RPPS du premier', named('899900000017'), named('899900000017')],
    }),
    parameters: { professionnels: 2 },
  },
  'vihf.fraicheur': { file: 'vihf', right: '2026-03-02T09:15:28.000Z', wrong: '2026-03-02T10:15:28+01:00' },
  'vihf.patient': { file: 'vihf', right: '&amp;ISO^NH<', wrong: '&amp;ISO^PI<' },
  'vihf.signature': {
    ...signed(
      {
        right: 'l’assertion part telle qu’elle a été signée',
        wrong: 'l’assertion est remise en forme (retours à la ligne) après sa signature',
      },
      { after: (assertion) => assertion.replaceAll('><s:Attribute ', '>\n<s:Attribute ') },
    ),
    // The certificate of the example is its own authority.
    parameters: { emetteurs: [seal] },
  },
  'vihf.emetteur': signed(
    {
      right: `Issuer : ${seal}, le sujet du certificat qui signe`,
      wrong: 'Issuer : le nom du logiciel, et non le sujet du certificat',
    },
    { vihf: { issuer: 'CN=Logiciel de cabinet,O=Editeur,C=FR' } },
  ),
};
