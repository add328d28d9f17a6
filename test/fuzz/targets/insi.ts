import { codeCr } from '../../support/bench.ts';
import { cardAssertion, pscAssertion, vitaleAssertion } from '../../support/insi-assertion.ts';
import { cardAction, cardRequest, insiRequest, searchAction } from '../../support/insi-request.ts';
import { anyJwt } from '../arbitraries.ts';
import type { BenchProcess } from '../bench-process.ts';
import type { Dice } from '../dice.ts';
import { HttpDoor } from '../http-door.ts';
import { judgeHttp, soapOracle } from '../http-oracles.ts';
import type { Target } from '../input.ts';
import { probe } from '../probe.ts';
import { value, webInput, xmlBody } from '../web-recipes.ts';
import { mutatedXml } from '../xml-mutations.ts';

const contentTypes = [
  'application/soap+xml; charset=utf-8',
  'application/soap+xml',
  'text/xml',
  'application/xop+xml',
  'application/soap+xml; charset=utf-16',
  'application/soap+xml;action="x"',
];

/** INSi by certificate and by card. */
export async function insiTarget(bench: BenchProcess): Promise<Target> {
  const [ca, cert, key, cardCert, cardKey] = await Promise.all(
    (['ca', 'insiAutoCert', 'insiAutoKey', 'cardSignatureCert', 'cardSignatureKey'] as const).map((name) =>
      bench.read(name),
    ),
  );
  const port = (name: 'insi' | 'insiCps'): number => Number(new URL(bench.place.endpoints[name]).port);
  const card = { cert: cardCert ?? '', key: cardKey ?? '' };
  const doors = {
    insi: new HttpDoor({ port: port('insi'), tls: { ca, cert, key } }),
    insiCps: new HttpDoor({ port: port('insiCps'), tls: { ca } }),
  };
  const security = (dice: Dice): string => {
    const made = dice.pick([
      () => cardAssertion(card),
      () => pscAssertion(),
      () => cardAssertion(card) + vitaleAssertion(),
      () => vitaleAssertion(),
    ])();
    return dice.chance(0.3) ? mutatedXml(made, dice) : made;
  };
  return {
    doors,
    make: (dice) => {
      const door = dice.chance(0.65) ? 'insi' : 'insiCps';
      const own = door === 'insiCps' || dice.chance(0.15) ? { security: security(dice) } : {};
      const { kind, body } = xmlBody(
        dice,
        () => rightRequest(dice, own),
        () => otherValues(dice, own),
      );
      const secret = dice.draw(anyJwt).replaceAll(/[^\w.-]/g, '');
      const bearer = dice.chance(0.2) ? ([['Authorization', `Bearer ${secret}`]] as const) : [];
      const message = {
        method: 'POST',
        path: '/lps',
        headers: [['Content-Type', dice.chance(0.8) ? contentTypes[0]! : dice.pick(contentTypes)] as const, ...bearer],
        body,
      };
      return webInput(
        { door, kind, message, ...(bearer.length > 0 && secret.length > 40 ? { secrets: [secret] } : {}) },
        dice,
      );
    },
    judge: (seen, input) => judgeHttp(seen, input, soapOracle),
    healthy: () =>
      probe(doors.insi, {
        name: 'WS_INS2',
        message: {
          method: 'POST',
          path: '/lps',
          headers: [['Content-Type', contentTypes[0]!]],
          body: Buffer.from(insiRequest()),
        },
        right: ({ body }) => codeCr(body.toString('utf8')) === '00',
      }),
  };
}

function rightRequest(dice: Dice, own: { security?: string }): string {
  return dice.pick([
    () => insiRequest(own),
    () => cardRequest(own),
    () => insiRequest({ ...own, ...verification(dice) }),
  ])();
}

/** WS_INS3, WS_INS4 and WS_INS5, as the bench takes them (docs/insi.md). */
function verification(dice: Dice): { action: string; body: string } {
  const unit = 'http://www.cnamts.fr/INSiLot2/REQUnitaire';
  const claim =
    `<IndividuVerifie xmlns="${unit}"><INSFourni><IdIndividu><NumIdentifiant>2750163220749</NumIdentifiant><Cle>74</Cle></IdIndividu>` +
    '<OID>1.2.250.1.213.1.4.10</OID></INSFourni><TraitsIdentiteIndividu><NomNaissance>ADRUN</NomNaissance><Prenom>ZOE</Prenom>' +
    '<ListePrenom>ZOE</ListePrenom><Sexe>F</Sexe><DateNaissance>1975-12-31</DateNaissance></TraitsIdentiteIndividu></IndividuVerifie>';
  const claims = claim.repeat(dice.pick([0, 1, 1, 3, 100]));
  return dice.pick([
    {
      action: 'urn:ServiceIdentiteCertifiee:1.0.0:verifierInsAvecTraitsIdentite',
      body: `<RequeteUnitaire xmlns="${unit}">${claims}</RequeteUnitaire>`,
    },
    {
      action: 'urn:probant:insi:deposerLotVerification',
      body: `<DepotLot xmlns="urn:probant:insi:lot">${claims}</DepotLot>`,
    },
    {
      action: 'urn:probant:insi:recupererLotVerification',
      body: `<RecuperationLot xmlns="urn:probant:insi:lot"><IdLot>${value(dice, 'x')}</IdLot></RecuperationLot>`,
    },
  ]);
}

function otherValues(dice: Dice, own: { security?: string }): string {
  const traits = {
    ...own,
    nomNaissance: value(dice, 'ADRTROIS', ['ADRUN', 'D’ARTAGNAN', "D'ARTAGNAN", 'É', 'a'.repeat(81)]),
    prenoms: Array.from({ length: dice.pick([0, 1, 1, 2, 40]) }, () => value(dice, 'DOMINIQUE')),
    sexe: value(dice, 'F', ['M', 'I', 'f']),
    dateNaissance: value(dice, '1997-02-26', ['1997-00-00', '1997-02-31', '0000-00-00', '9999-12-31']),
    lieuNaissance: dice.chance(0.3) ? value(dice, '63220', ['99999', '2A004', '2a']) : null,
    idam: value(dice, 'TESTIDAM0001'),
    messageId: value(dice, 'uuid:essai'),
    contexteLps: !dice.chance(0.1),
    contexteBam: !dice.chance(0.1),
  };
  if (dice.chance(0.6)) return insiRequest({ ...traits, action: value(dice, searchAction, [cardAction]) });
  const card = {
    matricule: value(dice, '2751263220749', ['1', '2A51263220749']),
    cle: value(dice, '74', ['97', '00']),
    ouvrantDroit: value(dice, '2751263220749'),
    rang: value(dice, '1', ['0', '12']),
  };
  return cardRequest({ ...traits, ...card, couverture: value(dice, '<c:GrandRegime>01</c:GrandRegime>') });
}
