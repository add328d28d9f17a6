/** Defects of the sign-in: Pro Santé Connect, local accounts, and what the national services are told of the user. */
export const signInDefects = {
  // Demande d’autorisation et retour
  'psc-acr-absent': 'Omet acr_values dans la demande à Pro Santé Connect',
  'psc-acr-eidas2': 'Demande le niveau eidas2 à Pro Santé Connect',
  'psc-scope-incomplet': 'Demande openid à Pro Santé Connect, sans scope_all',
  'psc-state-devinable': 'Numérote ses demandes à Pro Santé Connect au lieu de tirer le state au sort',
  'psc-nonce-absent': 'Omet le nonce dans la demande à Pro Santé Connect',
  'psc-state-non-verifie': 'Échange le code d’un retour dont le state n’est pas le sien',
  'psc-nonce-non-verifie': 'Accepte un jeton d’identité dont le nonce n’est pas le sien',
  'psc-deconnexion-sans-jeton': 'Ferme la session Pro Santé Connect sans dire laquelle (id_token_hint)',
  'psc-deconnexion-locale': 'Se déconnecte du produit sans se déconnecter de Pro Santé Connect',
  'psc-session-non-fermee': 'Ne ferme pas sa propre session à la déconnexion',
  'psc-userinfo-autre-accepte': 'Accepte l’identité d’une autre personne que celle du jeton d’identité',
  'psc-eidas2-refuse': 'Refuse la connexion par carte, qui rend le niveau eidas2',
  // Écran de connexion
  'psc-bouton-absent': 'Ne propose pas Pro Santé Connect sur l’écran de connexion',
  'psc-conditions-muettes': 'Ne dit rien de Pro Santé Connect dans les conditions générales d’utilisation',
  // Comptes
  'psc-rapprochement-par-nom': 'Rapproche les comptes par le nom au lieu du RPPS',
  'psc-compte-nouveau': 'Crée un second compte à la connexion par Pro Santé Connect',
  'psc-identifiant-non-affiche': 'N’affiche pas l’identifiant national de l’utilisateur connecté',
  // Navigateur externe
  'psc-externe-sans-retour': 'N’ouvre pas la session du poste après la connexion dans le navigateur externe',
  // CIBA
  'ciba-chiffres-fixes': 'Envoie un seul chiffre dans la demande CIBA',
  'ciba-chiffres-non-montres': 'Ne montre pas les deux chiffres de la demande CIBA',
  'ciba-acr-absent': 'Omet acr_values dans la demande CIBA',
  'ciba-intervalle-ignore': 'Interroge Pro Santé Connect plus vite que l’intervalle annoncé',
  'ciba-insiste': 'Interroge encore Pro Santé Connect après son refus',
  // Téléservices
  'psc-insi-sans-jeton':
    'Appelle INSi par le certificat du logiciel alors que l’utilisateur est connecté par Pro Santé Connect',
  'psc-insi-autre-titulaire':
    'Nomme à INSi le titulaire du cabinet au lieu de l’utilisateur connecté par Pro Santé Connect',
  'psc-insi-sans-facturation': 'Omet l’identifiant de facturation dans l’assertion Pro Santé Connect',
  'psc-dmp-autre-titulaire':
    'Nomme au DMP le titulaire du cabinet au lieu de l’utilisateur connecté par Pro Santé Connect',
  'psc-dmp-mot-de-passe': 'Dit au DMP que l’utilisateur connecté par Pro Santé Connect l’est par mot de passe',
  'psc-trace-absente': 'Ne garde pas la trace des appels aux téléservices',
  'psc-trace-sans-identifiant': 'Garde la trace des appels sans l’identifiant véhiculé',
  'psc-trace-sans-mode': 'Garde la trace des appels sans le mode d’authentification',
} as const satisfies Record<string, string>;
