import { VisuallyHidden } from '@mantine/core'
import { useText } from '#renderer/i18n/use-text.ts'
import type { CustomerState } from './customer-state.ts'
import classes from './state-mark.module.css'

/** ● waiting, ! needs you, nothing when in step; the words are for screen readers and the tooltip. */
export function StateMark({ state }: { state: CustomerState }) {
  const t = useText('customers')
  switch (state) {
    case 'waiting':
    case 'deleting': {
      const words = state === 'waiting' ? t('state.waiting') : t('state.deleting')
      return (
        <span className={classes.dot} title={words}>
          <VisuallyHidden>{words}</VisuallyHidden>
        </span>
      )
    }
    case 'refused':
    case 'conflict':
      return (
        <span className={classes.mark} title={t('state.needsYou')}>
          <span aria-hidden>!</span>
          <VisuallyHidden>{t('state.needsYou')}</VisuallyHidden>
        </span>
      )
    case 'only-here':
      return (
        <span className={classes.ring} title={t('state.onlyHere')}>
          <VisuallyHidden>{t('state.onlyHere')}</VisuallyHidden>
        </span>
      )
    case 'in-step':
    case 'local':
      return null
  }
}
