// Bands behind charts, in a chunk of their own: few pages have any.

import { MarkAreaComponent } from "echarts/components";
import { use } from "echarts/core";

use([MarkAreaComponent]);
