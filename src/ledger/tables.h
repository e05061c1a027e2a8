// The ledger's tables, and how many rows are written or asked for at once.
#pragma once

#include <cstddef>

#include "store/schema.h"

namespace roundel {

inline constexpr std::size_t rows_at_once = 10'000;  // handed to the engine in one insert

// entry       what was recorded: the canonical bytes (body), and beside them what they are found and proved by
// about       which entries are about a source record; derived from the bodies
// tree        the Merkle tree of each area: how many leaves, and its frontier
// checkpoint  sizes and roots of the tree as they were handed out
// erasure     entries whose body the law took away
inline constexpr store::Table ledger_tables[] = {
    {.name = "entry",
     .columns = "area TEXT NOT NULL, sequence BIGINT NOT NULL, id BLOB NOT NULL, recorded BIGINT NOT NULL, salt BLOB, "
                "commitment BLOB NOT NULL, body BLOB, PRIMARY KEY (area, sequence), UNIQUE (area, id)"},
    {.name = "about",
     .columns =
         "area TEXT NOT NULL, source TEXT NOT NULL, sequence BIGINT NOT NULL, PRIMARY KEY (area, source, sequence)",
     .narrow = true},
    {.name = "tree", .columns = "area TEXT NOT NULL, size BIGINT NOT NULL, frontier BLOB NOT NULL, PRIMARY KEY (area)"},
    {.name = "checkpoint",
     .columns =
         "area TEXT NOT NULL, size BIGINT NOT NULL, root BLOB NOT NULL, at BIGINT NOT NULL, PRIMARY KEY (area, size)"},
    {.name = "erasure",
     .columns = "area TEXT NOT NULL, sequence BIGINT NOT NULL, reason TEXT NOT NULL, at BIGINT NOT NULL, "
                "PRIMARY KEY (area, sequence)"},
};

}  // namespace roundel
