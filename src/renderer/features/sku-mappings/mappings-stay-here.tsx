import { useText } from '#renderer/i18n/use-text.ts'
import { Notice } from '#renderer/ui/notice.tsx'
import { useWorkspace } from '#renderer/workspace/workspace-context.ts'

/** Says that SKU mappings are this computer's alone, where the remote keeps none. */
export function MappingsStayHere() {
  const t = useText('skuMappings')
  const common = useText('common')
  const { capabilities } = useWorkspace()
  if (capabilities === null || capabilities.entities.includes('sku-mapping')) return null
  return (
    <Notice tone="info" title={common('onlyHere')}>
      {t('staysHere', { remote: capabilities.displayName })}
    </Notice>
  )
}
