// Whether a page beside the console lies over it, told by the address.
import { computed, ref, watch, type Ref } from 'vue';
import { useRoute } from 'vue-router';
import { pageBeside } from './beside.ts';

export interface DeskCover {
  /** Null while the console is in sight. */
  page: Readonly<Ref<string | null>>;
  covered: () => boolean;
  /** A page has been shown since the console was opened: it is kept, with what was written there. */
  opened: Readonly<Ref<boolean>>;
}

export function useDeskCover(): DeskCover {
  const route = useRoute();
  // Signing out leads elsewhere: that is no page of the console's, and the console ends with it.
  const page = computed(() => pageBeside(route.path));
  const opened = ref(page.value !== null);
  watch(page, (now) => (opened.value ||= now !== null));
  return { page, covered: () => page.value !== null, opened };
}
