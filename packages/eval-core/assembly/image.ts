/** Images of sources (`src/linear/image.ts`), turned into nodes where they lie in the memory. */
import {
  FIELD_GLOBAL,
  FIELD_NODE,
  FIELD_OBJECT,
  FIELD_POSITION,
  FIELD_SYMBOL,
  IMAGE_FIELDS_END,
  IMAGE_NAMES_END,
  IMAGE_NODES_END,
  IMAGE_ROOT,
  IMAGE_SETS_END,
} from "../src/linear/layout";
import { release, used } from "./memory";
import { placeStatics } from "./set-node";
import { symbolOf } from "./texts";

/**
 * Returns the root node of an image that was put into the memory. `globals` is where the addresses of the cells of
 * globals are, `position` that of the source's first byte.
 */
export function openImage(image: u32, globals: u32, position: u32): u32 {
  const nodesEnd = image + load<u32>(image, IMAGE_NODES_END * 4);
  const fieldsEnd = image + load<u32>(image, IMAGE_FIELDS_END * 4);
  const namesEnd = image + load<u32>(image, IMAGE_NAMES_END * 4);
  const setsEnd = image + load<u32>(image, IMAGE_SETS_END * 4);
  for (let name = fieldsEnd; name < namesEnd; name += 4) store<u32>(name, symbolOf(image + load<u32>(name)));
  let word = image;
  for (let fields = nodesEnd; fields < fieldsEnd; fields += 8, word += 32) {
    let left = load<u64>(fields);
    for (let at = word; left != 0; left >>= 8, at += 4) {
      const value = load<u32>(at);
      switch (<u32>left & 0xff) {
        case FIELD_NODE:
        case FIELD_OBJECT:
          store<u32>(at, image + value);
          break;
        case FIELD_SYMBOL:
          store<u32>(at, load<u32>(fieldsEnd + value * 4 - 4));
          break;
        case FIELD_POSITION:
          store<u32>(at, position + value - 1);
          break;
        case FIELD_GLOBAL:
          store<u32>(at, load<u32>(globals + value * 4 - 4));
          break;
      }
    }
  }
  for (let set = namesEnd; set < setsEnd; set += 4) placeStatics(image + load<u32>(set));
  const root = image + load<u32>(image, IMAGE_ROOT * 4);
  // Unless names that are new made the table of symbols grow, nothing came after the image.
  if (used() == ((setsEnd + 7) & ~7)) release(nodesEnd);
  return root;
}
