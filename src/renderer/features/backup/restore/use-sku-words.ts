import type { MappingCounts } from '#renderer/backup/preview-restore.ts'
import { useFormats } from '#renderer/i18n/use-formats.ts'
import { useText } from '#renderer/i18n/use-text.ts'

/** What becomes of SKU mappings, as a sentence; '' where nothing does. */
export function useSkuWords(): (counts: MappingCounts) => string {
  const t = useText('backups')
  const { count } = useFormats()
  return ({ broughtBack, putBack }) => {
    if (broughtBack === 0 && putBack === 0) return ''
    const counts = { broughtBack: count(broughtBack), putBack: count(putBack) }
    if (putBack === 0) return t('restore.skusBroughtBack', counts)
    return broughtBack === 0 ? t('restore.skusPutBack', counts) : t('restore.skus', counts)
  }
}
