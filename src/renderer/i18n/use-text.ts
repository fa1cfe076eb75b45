import type { TFunction } from 'i18next'
import { useTranslation } from 'react-i18next'
import type { TextNamespace } from './catalogue.ts'
import './i18n.ts'

/** The texts of one namespace; unknown keys do not compile. */
export function useText<N extends TextNamespace>(namespace: N): TFunction<N> {
  return useTranslation(namespace).t as unknown as TFunction<N>
}
