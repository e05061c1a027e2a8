// The children of this place as another place's question names them: encodings by the key that the two share, kept in
// the table lookup_code, so that a question is answered from them and not from every record of every child.
#pragma once

#include <set>
#include <string>

#include "identity/encoding.h"
#include "service/parts.h"

namespace roundel::service {

// A hash of a number, in hexadecimal; empty where there is none.
std::string text_of_number(const identity::Encoded& encoded);

// Encodes what the ledger took since the last question; all of it anew where the key or the rules of the encoding are
// others, or a body went that the law took out.
Done keep_lookup_codes(Desk::Parts& parts, const identity::EncodingRules& rules, const identity::Encoder& encoder);

// The children, as persons, whom a question may be about: who holds its number, and who is like its filter and holds no
// other number.
Result<std::set<PersonId>> meant_by(Desk::Parts& parts, const std::string& number,
                                    const std::optional<identity::Filter>& filter, double known_from);

}  // namespace roundel::service
