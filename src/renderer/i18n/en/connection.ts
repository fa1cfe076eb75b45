/** Texts of the systems a workspace can be connected with: address, credential fields, what the credentials are called. */
export const connection = {
  system: 'System',
  systemFixed:
    'This workspace belongs to {{remote}}: its customers are linked with their records there. Another system needs a workspace of its own.',
  modeLabel: 'Sign in with',
  kept: 'Kept on this computer. Leave empty to keep it.',
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
  },
  modes: {},
} as const
