import { Button, Group, TextInput } from '@mantine/core'
import { IconAlertTriangle } from '@tabler/icons-react'
import { useMemo, useRef, useState, type ReactNode } from 'react'
import { of } from 'rxjs'
import { skuMappingDraftSchema, type SkuMapping } from '#shared/domain/sku-mapping.ts'
import { useText } from '#renderer/i18n/use-text.ts'
import { useObservable } from '#renderer/workspace/use-observable.ts'
import { useThrow } from '#renderer/workspace/use-throw.ts'
import { useWorkspace } from '#renderer/workspace/workspace-context.ts'
import classes from './mapping-form.module.css'
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
  const others = useOtherSpellings(customerId, customerSku)
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
          inputWrapperOrder={['label', 'input', 'description', 'error']}
          {...(others.length === 0
            ? {}
            : { description: <SpellingHint words={t('add.otherSpelling', { skus: others.join(', ') })} /> })}
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
        <Button type="submit" mt={24}>
          {t('add.action')}
        </Button>
      </Group>
    </form>
  )
}

function SpellingHint({ words }: { words: string }) {
  return (
    <span className={classes.hint} role="status">
      <IconAlertTriangle size={13} stroke={1.8} aria-hidden />
      {words}
    </span>
  )
}

/** SKUs that the customer has already and that differ from this one in capitals alone: mostly the same one meant. */
function useOtherSpellings(customerId: string, customerSku: string): readonly string[] {
  const { skuMappings } = useWorkspace()
  const list$ = useMemo(
    () => (customerId === '' ? of<SkuMapping[]>([]) : skuMappings.listFor(customerId)),
    [skuMappings, customerId],
  )
  const own = useObservable(list$, NONE)
  const typed = customerSku.trim()
  const same = own.filter((mapping) => mapping.customerSku.toLowerCase() === typed.toLowerCase())
  // One that is there as it was typed is changed, and nothing comes to be twice.
  return same.some((mapping) => mapping.customerSku === typed)
    ? []
    : same.map((mapping) => mapping.customerSku)
}

const NONE: SkuMapping[] = []

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
