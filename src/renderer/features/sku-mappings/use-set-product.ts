import { notifications } from '@mantine/notifications'
import { useCallback } from 'react'
import type { SkuMappingDraft } from '#shared/domain/sku-mapping.ts'
import { useText } from '#renderer/i18n/use-text.ts'
import { showUndoToast } from '#renderer/ui/undo-toast.tsx'
import { useThrow } from '#renderer/workspace/use-throw.ts'
import { useWorkspace } from '#renderer/workspace/workspace-context.ts'

/**
 * Sets the product of a customer's SKU and says so; one that the SKU had before comes back by undo. `seen`: the product
 * that the person saw, where it is another than the one that is there.
 */
export function useSetProduct(): (
  customerId: string,
  draft: SkuMappingDraft,
  seen?: string,
) => Promise<void> {
  const t = useText('skuMappings')
  const common = useText('common')
  const { skuMappings } = useWorkspace()
  const raise = useThrow()
  return useCallback(
    async (customerId, draft, seen) => {
      const before = await skuMappings.productOf(customerId, draft.customerSku)
      const { customerSku, productId } = await skuMappings.upsert(customerId, draft, {
        seen: seen ?? before ?? '',
      })
      if (before === null || before === productId) {
        notifications.show({
          withBorder: true,
          message: t('saved', { sku: customerSku, product: productId }),
        })
        return
      }
      showUndoToast(t('changed', { sku: customerSku, before, product: productId }), common('undo'), () => {
        skuMappings
          .upsert(customerId, { customerSku, productId: before }, { seen: productId, origin: 'undo' })
          .catch(raise)
      })
    },
    [t, common, skuMappings, raise],
  )
}
