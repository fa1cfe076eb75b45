import { Button, Group, TextInput } from '@mantine/core'
import { useRef, useState, type ReactNode } from 'react'
import { skuMappingDraftSchema } from '#shared/domain/sku-mapping.ts'
import { useText } from '#renderer/i18n/use-text.ts'
import { useThrow } from '#renderer/workspace/use-throw.ts'
import { useSetProduct } from './use-set-product.ts'

interface MappingFormProps {
  /** Local id of the customer, '' while none is chosen. */
  customerId: string
  /** Where the customer is chosen; absent on a customer's own page. */
  customerField?: (error: string | null) => ReactNode
}

/** Adds a mapping, or changes the product of a SKU that the customer has already. */
export function MappingForm({ customerId, customerField }: MappingFormProps) {
  const t = useText('skuMappings')
  const setProductOf = useSetProduct()
  const raise = useThrow()
  const [customerSku, setSku] = useState('')
  const [productId, setProduct] = useState('')
  const [tried, setTried] = useState(false)
  const skuInput = useRef<HTMLInputElement>(null)
  const { customerSku: skuShape, productId: productShape } = draftProblems({ customerSku, productId })

  const save = async (): Promise<void> => {
    await setProductOf(customerId, { customerSku, productId })
    setSku('')
    setProduct('')
    setTried(false)
    skuInput.current?.focus()
  }

  return (
    <form
      aria-label={t('add.title')}
      onSubmit={(event) => {
        event.preventDefault()
        setTried(true)
        if (customerId === '' || skuShape || productShape) return
        save().catch(raise)
      }}
    >
      <Group align="flex-start" gap="sm">
        {customerField?.(tried && customerId === '' ? t('errors.customer') : null)}
        <TextInput
          ref={skuInput}
          label={t('add.sku')}
          value={customerSku}
          w={200}
          maxLength={255}
          error={tried && skuShape ? t('errors.sku') : null}
          onChange={(event) => setSku(event.currentTarget.value)}
        />
        <TextInput
          label={t('add.product')}
          value={productId}
          w={140}
          inputMode="numeric"
          error={(tried || productId !== '') && productShape ? t('errors.product') : null}
          onChange={(event) => setProduct(event.currentTarget.value)}
        />
        <Button type="submit" mt={22}>
          {t('add.action')}
        </Button>
      </Group>
    </form>
  )
}

/** Which parts of a draft cannot be kept. */
export function draftProblems(draft: { customerSku: string; productId: string }): {
  customerSku: boolean
  productId: boolean
} {
  const parsed = skuMappingDraftSchema.safeParse(draft)
  const at = (field: string): boolean =>
    !parsed.success && parsed.error.issues.some((issue) => issue.path[0] === field)
  return { customerSku: at('customerSku'), productId: at('productId') }
}
