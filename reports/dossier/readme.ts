import { sealPaths } from '../container/index.ts';
import type { DossierDocument } from './schema.ts';

/** `LISEZMOI.txt`: what the container holds and how to verify it without Probant. */
export function readmeText(document: DossierDocument): string {
  const { produit, tentative } = document;
  return `DOSSIER PROBANT
===============

Produit    : ${plain(produit.nom)} ${plain(produit.version)}
Couloir    : ${plain(document.couloir)}
Tentative  : ${plain(tentative.id)} (${tentative.etat})

${document.mention}

Ouvrez rapport.html dans un navigateur : il ne demande ni réseau ni script.


VÉRIFIER SANS PROBANT
---------------------

Il faut unzip, sha256sum (coreutils) et openssl 3. Remplacez ac-signature.pem et
ac-horodatage.pem par les certificats des autorités auxquelles VOUS faites
confiance. Ne les prenez pas dans ce conteneur : il ne peut pas se porter garant
de lui-même. Demandez leur empreinte SHA-256 par une autre voie (téléphone, site
de l'autorité) et comparez :

    openssl x509 -in ac-signature.pem  -noout -fingerprint -sha256
    openssl x509 -in ac-horodatage.pem -noout -fingerprint -sha256

1. Le contenu : mimetype doit venir en premier.

    unzip -l dossier.asice
    unzip dossier.asice -d dossier && cd dossier

2. L'intégrité : chaque fichier est celui que la liste annonce.

    sha256sum -c SHA256SUMS

   SHA256SUMS est lui-même dans le manifeste signé. Son empreinte et celles de
   tous les fichiers y sont, en base64 :

    openssl dgst -sha256 -binary SHA256SUMS | openssl base64
    grep -A3 'URI="SHA256SUMS"' ${sealPaths.manifest}

   Un fichier que ni SHA256SUMS ni META-INF n'annonce est de trop. Ceci les
   montre, et ne doit rien écrire :

    find . -type f ! -path './META-INF/*' ! -name SHA256SUMS ! -name mimetype \\
      | sed 's|^\\./||' | LC_ALL=C sort > ../presents.txt
    sed -E 's/^[0-9a-f]{64}  //' SHA256SUMS | LC_ALL=C sort | diff - ../presents.txt

3. L'authenticité : le manifeste est signé par la clé de l'éditeur (CAdES-B).

    openssl cms -verify -cades -binary -inform DER -purpose any \\
      -in ${sealPaths.signature} \\
      -content ${sealPaths.manifest} \\
      -CAfile ../ac-signature.pem -out /dev/null

   Le nom du signataire et la date qu’il annonce :

    openssl cms -cmsout -inform DER -in ${sealPaths.signature} \\
      -noout -print | grep -E 'subject:|UTCTIME'

4. Le temps : un jeton RFC 3161 couvre le manifeste et sa signature.

    openssl ts -verify -token_in -in ${sealPaths.token} \\
      -data ${sealPaths.timeManifest} \\
      -CAfile ../ac-horodatage.pem
    openssl ts -reply -token_in -in ${sealPaths.token} -token_out -text | grep 'Time stamp'

   ${sealPaths.timeManifest} porte les empreintes du manifeste
   et de la signature ; comparez-les comme au point 2 :

    openssl dgst -sha256 -binary ${sealPaths.manifest} | openssl base64
    openssl dgst -sha256 -binary ${sealPaths.signature} | openssl base64


VÉRIFIER AVEC PROBANT
---------------------

    npx probant verify dossier.asice \\
      --confiance ac-signature.pem --confiance-horodatage ac-horodatage.pem
    npx probant replay dossier.asice

verify dit quatre faits, séparément : intégrité, authenticité, temps, suffisance.
replay juge à nouveau les octets gardés, sans le produit ni le réseau.

Une autorité d'essai (« Probant (essai) ») n'établit ni l'authenticité ni le temps.


CE QUE CONTIENT LE DOSSIER
--------------------------

    rapport.html                   le rapport, à lire et à imprimer
    dossier.json                   les mêmes faits, pour un programme (schema/)
    plan.yaml                      le plan de la tentative, tel quel
    resultats/verdicts.json        les verdicts, comparables d'une tentative à l'autre
    resultats/junit.xml            les mêmes, pour une intégration continue
    tentative/evenements.ndjson    le journal de la tentative : tout en découle
    tentative/echanges.ndjson      les échanges entre le produit et le banc, chaînés
    preuves/                       les octets, une fois chacun ; index.json dit qui les cite
    journal/tentatives.jsonl       le registre chaîné des tentatives

Dans les noms de dossiers, « / » s'écrit %2F et l'espace %20.
${document.avertissements.map((warning) => `\n- ${warning}`).join('')}
`;
}

function plain(text: string): string {
  return text.replaceAll(/\p{Cc}/gu, ' ');
}
