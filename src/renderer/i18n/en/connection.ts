/** Texts of the systems a workspace can be connected with: address, credential fields, what the credentials are called. */
export const connection = {
  system: 'System',
  systemFixed:
    'This workspace belongs to {{remote}}: its customers are linked with their records there. Another system needs a workspace of its own.',
  modeLabel: 'Sign in with',
  kept: 'Leave empty to keep the one that is in use.',
  address: {
    'sku-io': {
      label: 'SKU.io address',
      hint: 'What stands before “.sku.io” when you sign in, or the whole address',
      placeholder: 'acme.sku.io',
    },
    'open-food-network': {
      label: 'Open Food Network address',
      hint: 'The address of your network’s website, as you see it when you sign in',
      placeholder: 'openfoodnetwork.org.au',
    },
    kounta: {
      label: 'Kounta address',
      hint: 'The same for every company. Change it only where somebody has told you to.',
      placeholder: 'api.kounta.com',
    },
    woocommerce: {
      label: 'Store address',
      hint: 'The address of the shop’s website, as customers see it',
      placeholder: 'store.example',
    },
  },
  credential: {
    'sku-io': 'access token',
    'open-food-network': 'API key',
    kounta: 'sign-in',
    woocommerce: 'API keys',
  },
  fields: {
    'sku-io': {
      token: {
        label: 'Access token',
        hint: 'Made in SKU.io under your profile, with permission to read and write customers',
        required: 'Enter the token.',
      },
    },
    'open-food-network': {
      token: {
        label: 'API key',
        hint: 'Shown in Open Food Network under your account settings, once a manager of the network has allowed it',
        required: 'Enter the API key.',
      },
      enterpriseId: {
        label: 'Enterprise number',
        hint: 'The number of the shop or hub whose customers these are. Leave empty where your key manages only one.',
        required: 'Enter the number of the enterprise.',
      },
    },
    kounta: {
      clientId: {
        label: 'Client ID',
        hint: 'Of the API application that Kounta has registered for your company',
        required: 'Enter the client ID.',
      },
      clientSecret: {
        label: 'Client secret',
        hint: 'Given together with the client ID',
        required: 'Enter the client secret.',
      },
    },
    woocommerce: {
      consumerKey: {
        label: 'Consumer key',
        hint: 'Made in the store under WooCommerce, Settings, Advanced, REST API, with the permission “Read/Write”. It begins with “ck_”.',
        required: 'Enter the consumer key.',
      },
      consumerSecret: {
        label: 'Consumer secret',
        hint: 'Shown there once, beside the key. It begins with “cs_”.',
        required: 'Enter the consumer secret.',
      },
      trustedCertificate: {
        label: 'Certificate of your own authority (optional)',
        hint: 'Only where the store’s certificate was issued by your company itself: the text of the authority’s certificate, from “-----BEGIN CERTIFICATE-----” on',
        required: 'Enter the certificate.',
      },
      plainHttp: {
        label: 'Allow a connection without encryption',
        hint: 'Only for a store whose address begins with http://. Whoever sits on the way can read all customers, though not the secret.',
        required: 'Say whether this is allowed.',
      },
    },
  },
  modes: {
    kounta: { oauth: 'My Kounta account', basic: 'The application alone' },
  },
  signIn: {
    action: 'Sign in with {{remote}}',
    waiting: 'Go on in your browser: {{remote}} asks you there. This page waits for it.',
    cancel: 'Give up',
    badTitle: 'You are not signed in',
    'sign-in-refused': '{{remote}} did not let the app in. Somebody may have said no on its page.',
    'sign-in-timeout': 'Nothing came back from the browser. Sign in again when you have time for it.',
    'no-browser': 'The browser could not be opened. Check which one is set as the default on this computer.',
  },
} as const
