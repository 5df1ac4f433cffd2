// Cursors of lists: where the page before ended. They open nothing (rights are asked again for each page); the check only
// tells a cut or invented one from one that a list gave. Private to store/list*.cpp.
#pragma once
#include "store/list.hpp"

namespace store {

[[nodiscard]] std::string write_cursor(const ListQuery&, const ListCursor&);
[[nodiscard]] base::Result<ListCursor> read_cursor(const ListQuery&, std::string_view text);  // malformed store.bad_cursor, store.cursor_other_sort
[[nodiscard]] bool numeric(ListKind);

}  // namespace store
