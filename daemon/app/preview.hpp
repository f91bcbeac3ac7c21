#pragma once
// What an order to check in would bring about, without giving it.
#include "app/compose.hpp"
#include "app/engine.hpp"

namespace amends::app {

struct PreviewWish {
    base::LetterId letter;
    bool own_words = false;  ///< the user is going to write the text
    base::Instant now;
};

/// The draft that lies in Drafts, as it was laid there; else the one that core::CheckInNow would make, refused in the
/// same words where that order would be. With own words a lying draft is in the way, and a missing template is not.
base::Result<rpc::CheckInText> preview_of_check_in(ports::Store& store, const Rules& rules, const Composer& composer,
                                                   const PreviewWish& wish);

}  // namespace amends::app
