import { createInstance, type i18n } from 'i18next'
import { initReactI18next } from 'react-i18next'
import { english } from './catalogue.ts'

declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'common'
    resources: typeof english
    returnNull: false
  }
}

/** The texts, ready at once: catalogues are part of the bundle, nothing is fetched. React escapes, so i18next does not. */
export function createI18n(): i18n {
  const instance = createInstance()
  void instance.use(initReactI18next).init({
    lng: 'en',
    fallbackLng: 'en',
    defaultNS: 'common',
    ns: Object.keys(english),
    resources: { en: english },
    interpolation: { escapeValue: false },
    returnNull: false,
    initAsync: false,
  })
  return instance
}
