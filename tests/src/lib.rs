//! What the end-to-end tests share: paths of fixtures and the program under test.
