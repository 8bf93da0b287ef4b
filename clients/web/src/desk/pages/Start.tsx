import { Heading } from "../../design/text.tsx";
import { useSession } from "../../login/Gate.tsx";

/** Start is the first page. */
export function Start() {
  const { caller } = useSession();
  return <Heading level={1}>{caller.name}</Heading>;
}
